use local_planetscale::{Options, Server};
use orm_mysql::{Driver, MySqlOptions, SslMode};

/// A local PlanetScale in front of a MySQL.
pub async fn start(mysql: String) -> Server {
    Server::start(Options::new(mysql)).await.unwrap()
}

/// How it is reached.
pub fn options(server: &Server) -> MySqlOptions {
    let address = server.address();
    MySqlOptions::host(&address.ip().to_string(), address.port())
        .user("local", "pa:ss@word")
        .ssl_mode(SslMode::Disabled)
        .driver(Driver::Http)
}
