//! Addresses of hosts and networks. Postgres has types for them, `inet` and `cidr`; elsewhere they
//! are bytes that order as they do there.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

use thiserror::Error;

use super::{Arg, DecodeError, EncodeError, Hint, RowReader, Scalar, SqlType};
use crate::scalar_value;

/// A block of addresses: those that agree in the first `prefix` bits.
///
/// Ordered by family, address and length of the prefix, on every database.
///
/// ```
/// use orm_core::types::IpNetwork;
/// let network: IpNetwork = "10.1.0.0/16".parse().unwrap();
/// assert!(network.contains("10.1.2.3".parse().unwrap()));
/// assert_eq!(network.to_string(), "10.1.0.0/16");
/// assert!("10.1.2.3/16".parse::<IpNetwork>().is_err());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IpNetwork {
    address: IpAddr,
    prefix: u8,
}

/// What is no block of addresses.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum IpNetworkError {
    /// The prefix is longer than an address.
    #[error("/{prefix} is longer than the address")]
    Prefix {
        /// The length of the prefix, in bits.
        prefix: u8,
    },
    /// The address has bits behind the prefix.
    #[error("{address}/{prefix} has bits behind its prefix: `IpNetwork::around` clears them")]
    HostBits {
        /// The address.
        address: IpAddr,
        /// The length of the prefix, in bits.
        prefix: u8,
    },
    /// The text has another form.
    #[error("`{0}` is not an address, `/` and the bits of a prefix")]
    Form(String),
}

impl IpNetwork {
    /// The block that begins with this address, which has zeros behind the prefix.
    ///
    /// # Errors
    /// [`IpNetworkError`] for a prefix longer than the address, and for bits behind it.
    pub fn new(address: IpAddr, prefix: u8) -> Result<Self, IpNetworkError> {
        let network = Self::around(address, prefix)?;
        if network.address == address {
            Ok(network)
        } else {
            Err(IpNetworkError::HostBits { address, prefix })
        }
    }

    /// The block of this length that holds the address.
    ///
    /// # Errors
    /// [`IpNetworkError::Prefix`] for a prefix longer than the address.
    pub fn around(address: IpAddr, prefix: u8) -> Result<Self, IpNetworkError> {
        if u32::from(prefix) > width(address) {
            return Err(IpNetworkError::Prefix { prefix });
        }
        Ok(Self {
            address: first(address, prefix),
            prefix,
        })
    }

    /// Its first address.
    pub fn address(&self) -> IpAddr {
        self.address
    }

    /// How many bits all of its addresses have in common.
    pub fn prefix(&self) -> u8 {
        self.prefix
    }

    /// Whether the address lies in it.
    pub fn contains(&self, address: IpAddr) -> bool {
        width(address) == width(self.address) && first(address, self.prefix) == self.address
    }
}

/// Bits of an address.
fn width(address: IpAddr) -> u32 {
    match address {
        IpAddr::V4(_) => 32,
        IpAddr::V6(_) => 128,
    }
}

/// The address with zeros behind the prefix.
fn first(address: IpAddr, prefix: u8) -> IpAddr {
    let behind = width(address).saturating_sub(u32::from(prefix));
    match address {
        IpAddr::V4(address) => {
            let mask = u32::MAX.checked_shl(behind).unwrap_or(0);
            Ipv4Addr::from_bits(address.to_bits() & mask).into()
        }
        IpAddr::V6(address) => {
            let mask = u128::MAX.checked_shl(behind).unwrap_or(0);
            Ipv6Addr::from_bits(address.to_bits() & mask).into()
        }
    }
}

impl From<IpAddr> for IpNetwork {
    fn from(address: IpAddr) -> Self {
        let prefix = if address.is_ipv4() { 32 } else { 128 };
        Self { address, prefix }
    }
}

impl fmt::Display for IpNetwork {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.prefix)
    }
}

impl FromStr for IpNetwork {
    type Err = IpNetworkError;

    fn from_str(text: &str) -> Result<Self, IpNetworkError> {
        let read = || {
            let (address, prefix) = text.split_once('/')?;
            Some((address.parse().ok()?, prefix.parse().ok()?))
        };
        let (address, prefix) =
            read().ok_or_else(|| IpNetworkError::Form(text.chars().take(60).collect()))?;
        Self::new(address, prefix)
    }
}

/// An address, or a network, as bytes: 4 or 6, the address, and of a network the length of its
/// prefix. They order as the values do.
#[derive(Clone, Copy, Debug)]
pub struct Bytes {
    bytes: [u8; 18],
    length: usize,
}

impl Bytes {
    /// Of the address of a host.
    pub fn of_address(address: IpAddr) -> Self {
        let mut bytes = [0; 18];
        let length = match address {
            IpAddr::V4(address) => {
                bytes[0] = 4;
                bytes[1..5].copy_from_slice(&address.octets());
                5
            }
            IpAddr::V6(address) => {
                bytes[0] = 6;
                bytes[1..17].copy_from_slice(&address.octets());
                17
            }
        };
        Self { bytes, length }
    }

    /// Of a network.
    pub fn of_network(network: IpNetwork) -> Self {
        let mut made = Self::of_address(network.address);
        made.bytes[made.length] = network.prefix;
        made.length += 1;
        made
    }

    /// The bytes: 5 or 17 of an address, 6 or 18 of a network.
    pub fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

fn malformed(target: &'static str, bytes: &[u8]) -> DecodeError {
    DecodeError::Malformed {
        target,
        reason: format!("{} bytes of another form", bytes.len()),
    }
}

/// Reads the address of a host from the bytes that [`Bytes`] makes.
///
/// # Errors
/// [`DecodeError::Malformed`] for any others.
pub fn read_address(bytes: &[u8]) -> Result<IpAddr, DecodeError> {
    let read = match bytes {
        [4, address @ ..] => <[u8; 4]>::try_from(address).ok().map(IpAddr::from),
        [6, address @ ..] => <[u8; 16]>::try_from(address).ok().map(IpAddr::from),
        _ => None,
    };
    read.ok_or_else(|| malformed("IP address", bytes))
}

/// Reads a network from the bytes that [`Bytes`] makes.
///
/// # Errors
/// [`DecodeError::Malformed`] for any others.
pub fn read_network(bytes: &[u8]) -> Result<IpNetwork, DecodeError> {
    let (prefix, address) = bytes
        .split_last()
        .ok_or_else(|| malformed("IP network", bytes))?;
    checked_network(read_address(address)?, *prefix)
}

/// The network of these parts, as a server sent them.
///
/// # Errors
/// [`DecodeError::Malformed`] for bits behind the prefix, and for one that is too long.
pub fn checked_network(address: IpAddr, prefix: u8) -> Result<IpNetwork, DecodeError> {
    IpNetwork::new(address, prefix).map_err(|error| DecodeError::Malformed {
        target: "IP network",
        reason: error.to_string(),
    })
}

macro_rules! addresses {
    ($($ty:ty, $variant:ident, $read:ident);+ $(;)?) => {$(
        impl Scalar for $ty {
            const SQL: SqlType = SqlType::$variant;

            fn encode(&self, _: Hint) -> Result<Arg, EncodeError> {
                Ok(Arg::$variant(*self))
            }

            fn decode<R: RowReader + ?Sized>(row: &R, at: usize, _: Hint) -> Result<Self, DecodeError> {
                row.$read(at)
            }
        }
        scalar_value!([] $ty);
    )+};
}

addresses! { IpAddr, Ip, ip; IpNetwork, IpNetwork, ip_network; }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn networks_are_read_and_written() {
        for text in [
            "0.0.0.0/0",
            "10.0.0.0/8",
            "255.255.255.255/32",
            "::/0",
            "fe80::/10",
            "::1/128",
        ] {
            let network: IpNetwork = text.parse().unwrap();
            assert_eq!(network.to_string(), text);
            let bytes = Bytes::of_network(network);
            assert_eq!(read_network(bytes.as_slice()).unwrap(), network);
        }
    }

    #[test]
    fn hostile_text_and_bytes_are_errors() {
        for text in [
            "",
            "/",
            "1.2.3.4",
            "1.2.3.4/33",
            "1.2.3.4/24",
            "::/129",
            "1.2.3.4/-1",
            "x/1",
            "::1/300",
        ] {
            assert!(text.parse::<IpNetwork>().is_err(), "{text}");
        }
        for bytes in [
            &[][..],
            &[4],
            &[4, 1, 2, 3],
            &[6, 1, 2, 3, 4],
            &[5, 1, 2, 3, 4],
            &[4, 1, 2, 3, 4, 5, 6],
        ] {
            assert!(read_address(bytes).is_err(), "{bytes:?}");
            assert!(read_network(bytes).is_err(), "{bytes:?}");
        }
        assert!(read_network(&[4, 1, 2, 3, 4, 24]).is_err());
        assert!(read_network(&[4, 1, 2, 3, 0, 33]).is_err());
    }

    #[test]
    fn bytes_order_as_values_do() {
        let mut networks: Vec<IpNetwork> = [
            "10.0.0.0/8",
            "10.0.0.0/16",
            "10.1.0.0/16",
            "9.0.0.0/8",
            "::/0",
            "1::/16",
        ]
        .map(|text| text.parse().unwrap())
        .to_vec();
        let mut bytes: Vec<Vec<u8>> = networks
            .iter()
            .map(|network| Bytes::of_network(*network).as_slice().to_vec())
            .collect();
        networks.sort();
        bytes.sort();
        let read: Vec<IpNetwork> = bytes
            .iter()
            .map(|bytes| read_network(bytes).unwrap())
            .collect();
        assert_eq!(read, networks);
    }
}
