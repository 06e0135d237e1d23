//! Runs the benchmark's bytecode on revm. Each line of the standard input is a case: code, call data
//! (both hexadecimal, "-" for none), gas limit, nanoseconds a run, number of runs. Each line of the
//! output is its answer: gas of one call, output, and nanoseconds a call for each run.
use revm::{
    Context, ExecuteEvm, MainBuilder, MainContext,
    bytecode::Bytecode,
    context::TxEnv,
    context_interface::result::ExecutionResult,
    database::{BENCH_CALLER, BENCH_TARGET, BenchmarkDB},
    primitives::{Bytes, TxKind, hardfork::SpecId, hex},
};
use std::io::{BufRead, stdin};
use std::time::Instant;

fn bytes(text: &str) -> Bytes {
    if text == "-" { Bytes::new() } else { hex::decode(text).expect("hexadecimal digits").into() }
}

fn main() {
    for line in stdin().lock().lines() {
        let line = line.expect("a line");
        let parts: Vec<&str> = line.split_whitespace().collect();
        let [code, data, gas, nanos, runs] = parts[..] else { panic!("five parts, not: {line}") };
        let gas: u64 = gas.parse().expect("gas");
        let nanos: u128 = nanos.parse().expect("nanoseconds");
        let runs: u32 = runs.parse().expect("runs");
        let db = BenchmarkDB::new_bytecode(Bytecode::new_raw(bytes(code)));
        let mut evm = Context::mainnet()
            .with_db(db)
            .modify_cfg_chained(|cfg| {
                cfg.set_spec_and_mainnet_gas_params(SpecId::OSAKA);
                cfg.tx_gas_limit_cap = Some(u64::MAX);
                cfg.disable_nonce_check = true;
            })
            .modify_block_chained(|block| block.gas_limit = u64::MAX)
            .build_mainnet();
        let tx = TxEnv::builder()
            .caller(BENCH_CALLER)
            .kind(TxKind::Call(BENCH_TARGET))
            .data(bytes(data))
            .gas_limit(gas)
            .build()
            .expect("a transaction");
        let first = evm.transact(tx.clone()).expect("a valid transaction").result;
        let output = match &first {
            ExecutionResult::Success { output, .. } => hex::encode(output.data()),
            other => panic!("the call fails: {other:?}"),
        };
        print!("{} {}", first.tx_gas_used(), if output.is_empty() { "-" } else { &output });
        for run in 0..=runs {
            let start = Instant::now();
            let mut calls = 0u128;
            let mut spent;
            loop {
                let result = evm.transact(tx.clone()).expect("a valid transaction").result;
                assert!(result.is_success());
                calls += 1;
                spent = start.elapsed().as_nanos();
                if spent >= nanos {
                    break;
                }
            }
            // The first run warms up.
            if run > 0 {
                print!(" {}", spent / calls);
            }
        }
        println!();
    }
}
