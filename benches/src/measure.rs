//! Interleaved rounds: each contender runs one timed batch per round, in rotating order.

use std::time::{Duration, Instant};

use cpu_time::ProcessTime;

use crate::Outcome;
use crate::allocation::{Allocations, counted};
use crate::contender::{Entrant, Roster};
use crate::workload::{Seen, Workload};

/// What one contender needed for one operation.
pub(crate) struct Measured {
    pub(crate) name: &'static str,
    /// Median wall time, in nanoseconds.
    pub(crate) wall: f64,
    /// Median CPU time of the whole process, in nanoseconds.
    pub(crate) cpu: f64,
    /// Median over the rounds of the ratio to the baseline of the same round.
    pub(crate) wall_ratio: f64,
    pub(crate) cpu_ratio: f64,
    pub(crate) allocations: f64,
    pub(crate) bytes: f64,
}

/// Runs all rounds of one workload.
///
/// # Errors
///
/// When an operation of a contender fails.
pub(crate) fn run(
    workload: Workload,
    roster: &mut Roster,
    rounds: u32,
    batch_ms: u64,
) -> Outcome<Vec<Measured>> {
    let mut entrants: Vec<&mut Entrant> = roster
        .entrants
        .iter_mut()
        .filter(|entrant| workload.is_offered_by(entrant))
        .collect();
    let baseline = entrants
        .first_mut()
        .ok_or("no contender offers this workload")?;
    let times = calibrate(workload, baseline, Duration::from_millis(batch_ms))?;

    let mut allocations = Vec::new();
    for entrant in &mut entrants {
        timed(workload, entrant, times)?; // Warms statement caches and grows files.
        allocations.push(allocated(workload, entrant, times)?);
    }

    let mut samples: Vec<Vec<Sample>> = entrants.iter().map(|_| Vec::new()).collect();
    let count = entrants.len();
    for round in 0..rounds as usize {
        for turn in 0..count {
            let place = (round + turn) % count;
            samples[place].push(timed(workload, entrants[place], times)?);
        }
    }

    let per_operation = times as f64;
    Ok(entrants
        .iter()
        .zip(&samples)
        .zip(allocations)
        .map(|((entrant, own), allocations)| {
            let against = |value: fn(&Sample) -> f64| {
                median(
                    own.iter()
                        .zip(&samples[0])
                        .map(|(own, base)| value(own) / value(base)),
                )
            };
            Measured {
                name: entrant.name,
                wall: median(own.iter().map(|sample| sample.wall)) / per_operation,
                cpu: median(own.iter().map(|sample| sample.cpu)) / per_operation,
                wall_ratio: against(|sample| sample.wall),
                cpu_ratio: against(|sample| sample.cpu),
                allocations: allocations.calls as f64 / per_operation,
                bytes: allocations.bytes as f64 / per_operation,
            }
        })
        .collect())
}

/// One timed batch, in nanoseconds.
struct Sample {
    wall: f64,
    cpu: f64,
}

fn timed(workload: Workload, entrant: &mut Entrant, times: usize) -> Outcome<Sample> {
    let task = workload.task(entrant, times)?;
    let mut seen = Seen::unread();
    let cpu = ProcessTime::now();
    let wall = Instant::now();
    task.run(entrant.contender.as_mut(), &mut seen)?;
    let (wall, cpu) = (wall.elapsed(), cpu.elapsed());
    workload.clean(entrant.store.as_mut())?;
    Ok(Sample {
        wall: wall.as_nanos() as f64,
        cpu: cpu.as_nanos() as f64,
    })
}

fn allocated(workload: Workload, entrant: &mut Entrant, times: usize) -> Outcome<Allocations> {
    let task = workload.task(entrant, times)?;
    let (outcome, allocations) =
        counted(|| task.run(entrant.contender.as_mut(), &mut Seen::unread()));
    outcome?;
    workload.clean(entrant.store.as_mut())?;
    Ok(allocations)
}

/// How many operations of the baseline last about as long as asked.
fn calibrate(workload: Workload, baseline: &mut Entrant, target: Duration) -> Outcome<usize> {
    let most = match workload {
        // Batches are made beforehand and have to fit into memory and the write-ahead log.
        Workload::Insert(rows) => 20_000_usize.div_ceil(rows),
        _ => 100_000,
    };
    let mut times = 1;
    loop {
        let wall = timed(workload, baseline, times)?.wall;
        let wanted = target.as_nanos() as f64;
        if wall >= wanted / 4.0 || times >= most {
            return Ok(((times as f64 * wanted / wall).round() as usize).clamp(1, most));
        }
        times *= 2;
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    if values.len() % 2 == 1 {
        values[middle]
    } else {
        (values[middle - 1] + values[middle]) / 2.0
    }
}
