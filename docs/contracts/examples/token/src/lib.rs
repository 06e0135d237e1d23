//! A fungible token with the interface of ERC-20, so that wallets and contracts of any format can
//! use it. Whoever deploys it names the supply in the 32 bytes after the container, and has it all.
#![no_std]

use ghost::{Address, Word};

const TOTAL_SUPPLY: [u8; 4] = [0x18, 0x16, 0x0d, 0xdd];
const BALANCE_OF: [u8; 4] = [0x70, 0xa0, 0x82, 0x31];
const TRANSFER: [u8; 4] = [0xa9, 0x05, 0x9c, 0xbb];
const ALLOWANCE: [u8; 4] = [0xdd, 0x62, 0xed, 0x3e];
const APPROVE: [u8; 4] = [0x09, 0x5e, 0xa7, 0xb3];
const TRANSFER_FROM: [u8; 4] = [0x23, 0xb8, 0x72, 0xdd];

const SUPPLY_KEY: Word = Word::ZERO;
const BALANCES: u32 = 1;
const ALLOWANCES: u32 = 2;

#[no_mangle]
pub extern "C" fn deploy() {
    let supply = argument(0, 0);
    let owner = ghost::caller();
    ghost::write(&SUPPLY_KEY, &supply);
    ghost::write(&balance_key(&owner), &supply);
    transferred(&[0; 20], &owner, &supply);
}

#[no_mangle]
pub extern "C" fn call() {
    if ghost::input_size() < 4 {
        ghost::revert_with("no function named");
    }
    match ghost::input::<4>(0) {
        TOTAL_SUPPLY => ghost::finish(&ghost::read(&SUPPLY_KEY).0),
        BALANCE_OF => ghost::finish(&ghost::read(&balance_key(&address(0))).0),
        ALLOWANCE => ghost::finish(&ghost::read(&allowance_key(&address(0), &address(1))).0),
        TRANSFER => transfer(&ghost::caller(), &address(0), &argument(4, 1)),
        APPROVE => approve(&address(0), &argument(4, 1)),
        TRANSFER_FROM => {
            let (from, amount) = (address(0), argument(4, 2));
            spend(&from, &amount);
            transfer(&from, &address(1), &amount)
        }
        _ => ghost::revert_with("unknown function"),
    }
}

fn transfer(from: &Address, to: &Address, amount: &Word) -> ! {
    let source = balance_key(from);
    let left = match ghost::read(&source).checked_sub(amount) {
        Some(left) => left,
        None => ghost::revert_with("balance too low"),
    };
    ghost::write(&source, &left);
    let target = balance_key(to);
    let sum = match ghost::read(&target).checked_add(amount) {
        Some(sum) => sum,
        None => ghost::revert_with("balance too high"),
    };
    ghost::write(&target, &sum);
    transferred(from, to, amount);
    succeed()
}

fn approve(spender: &Address, amount: &Word) -> ! {
    let owner = ghost::caller();
    ghost::write(&allowance_key(&owner, spender), amount);
    let topics = [
        ghost::keccak256(b"Approval(address,address,uint256)"),
        Word::of_address(&owner),
        Word::of_address(spender),
    ];
    ghost::log(&topics, &amount.0);
    succeed()
}

fn spend(owner: &Address, amount: &Word) {
    let key = allowance_key(owner, &ghost::caller());
    match ghost::read(&key).checked_sub(amount) {
        Some(left) => ghost::write(&key, &left),
        None => ghost::revert_with("allowance too low"),
    }
}

fn transferred(from: &Address, to: &Address, amount: &Word) {
    let topics = [
        ghost::keccak256(b"Transfer(address,address,uint256)"),
        Word::of_address(from),
        Word::of_address(to),
    ];
    ghost::log(&topics, &amount.0);
}

fn succeed() -> ! {
    ghost::finish(&Word::of_u32(1).0)
}

/// An argument of 32 bytes, `offset` bytes into the input.
fn argument(offset: usize, index: usize) -> Word {
    let start = offset + 32 * index;
    if ghost::input_size() < start + 32 {
        ghost::revert_with("an argument is missing");
    }
    Word(ghost::input(start))
}

fn address(index: usize) -> Address {
    match argument(4, index).address() {
        Some(address) => address,
        None => ghost::revert_with("no address"),
    }
}

/// Where Solidity's mappings are, too: the hash of the key and the mapping's number.
fn mapping(key: &Word, number: &Word) -> Word {
    let mut data = [0; 64];
    data[..32].copy_from_slice(&key.0);
    data[32..].copy_from_slice(&number.0);
    ghost::keccak256(&data)
}

fn balance_key(owner: &Address) -> Word {
    mapping(&Word::of_address(owner), &Word::of_u32(BALANCES))
}

fn allowance_key(owner: &Address, spender: &Address) -> Word {
    let inner = mapping(&Word::of_address(owner), &Word::of_u32(ALLOWANCES));
    mapping(&Word::of_address(spender), &inner)
}
