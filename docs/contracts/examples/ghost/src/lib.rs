//! The functions that a contract imports from its chain, and what makes them safe to use.
#![no_std]

#[cfg(target_arch = "wasm32")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

/// The functions as they are imported. Pointers are to the contract's own memory.
pub mod raw {
    #[link(wasm_import_module = "ghost")]
    extern "C" {
        pub fn address(to: *mut u8);
        pub fn caller(to: *mut u8);
        pub fn value(to: *mut u8);
        pub fn input_size() -> usize;
        pub fn input_copy(to: *mut u8, offset: usize, length: usize);
        pub fn gas_left() -> u64;
        pub fn storage_read(key: *const u8, to: *mut u8);
        pub fn storage_write(key: *const u8, value: *const u8);
        pub fn balance(address: *const u8, to: *mut u8);
        pub fn log(topics: *const u8, count: usize, data: *const u8, length: usize);
        #[link_name = "return"]
        pub fn return_(data: *const u8, length: usize) -> ();
        pub fn revert(data: *const u8, length: usize) -> ();
        pub fn call(gas: u64, to: *const u8, value: *const u8, input: *const u8, length: usize) -> u32;
        pub fn static_call(gas: u64, to: *const u8, input: *const u8, length: usize) -> u32;
        pub fn return_data_size() -> usize;
        pub fn return_data_copy(to: *mut u8, offset: usize, length: usize);
        pub fn keccak256(data: *const u8, length: usize, to: *mut u8);
        pub fn sha256(data: *const u8, length: usize, to: *mut u8);
        pub fn blake2b(data: *const u8, length: usize, to: *mut u8);
        pub fn ed25519_verify(key: *const u8, message: *const u8, length: usize, signature: *const u8) -> u32;
        pub fn secp256k1_recover(digest: *const u8, signature: *const u8, to: *mut u8) -> u32;
    }
}

pub type Address = [u8; 20];

/// An unsigned number of 256 bits, big-endian, as storage and Ethereum's ABI have it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Word(pub [u8; 32]);

impl Word {
    pub const ZERO: Word = Word([0; 32]);

    /// The address in the low 20 bytes.
    pub fn of_address(address: &Address) -> Word {
        let mut word = Word::ZERO;
        word.0[12..].copy_from_slice(address);
        word
    }

    pub fn of_u32(number: u32) -> Word {
        let mut word = Word::ZERO;
        word.0[28..].copy_from_slice(&number.to_be_bytes());
        word
    }

    /// The address in the low 20 bytes, if the rest is zero.
    pub fn address(&self) -> Option<Address> {
        if self.0[..12].iter().any(|byte| *byte != 0) {
            return None;
        }
        let mut address = [0; 20];
        address.copy_from_slice(&self.0[12..]);
        Some(address)
    }

    fn limb(&self, index: usize) -> u64 {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&self.0[8 * index..8 * index + 8]);
        u64::from_be_bytes(bytes)
    }

    fn set_limb(&mut self, index: usize, limb: u64) {
        self.0[8 * index..8 * index + 8].copy_from_slice(&limb.to_be_bytes());
    }

    /// The sum, unless it has more than 256 bits.
    pub fn checked_add(&self, other: &Word) -> Option<Word> {
        let mut sum = Word::ZERO;
        let mut carry = false;
        for index in (0..4).rev() {
            let (partial, first) = self.limb(index).overflowing_add(other.limb(index));
            let (limb, second) = partial.overflowing_add(carry as u64);
            sum.set_limb(index, limb);
            carry = first | second;
        }
        if carry { None } else { Some(sum) }
    }

    /// The difference, unless it is below zero.
    pub fn checked_sub(&self, other: &Word) -> Option<Word> {
        let mut difference = Word::ZERO;
        let mut borrow = false;
        for index in (0..4).rev() {
            let (partial, first) = self.limb(index).overflowing_sub(other.limb(index));
            let (limb, second) = partial.overflowing_sub(borrow as u64);
            difference.set_limb(index, limb);
            borrow = first | second;
        }
        if borrow { None } else { Some(difference) }
    }
}

pub fn caller() -> Address {
    let mut address = [0; 20];
    unsafe { raw::caller(address.as_mut_ptr()) };
    address
}

pub fn input_size() -> usize {
    unsafe { raw::input_size() }
}

/// `N` bytes of the input from `offset` on; a contract that asks for more than there is fails.
pub fn input<const N: usize>(offset: usize) -> [u8; N] {
    let mut bytes = [0; N];
    unsafe { raw::input_copy(bytes.as_mut_ptr(), offset, N) };
    bytes
}

pub fn read(key: &Word) -> Word {
    let mut value = Word::ZERO;
    unsafe { raw::storage_read(key.0.as_ptr(), value.0.as_mut_ptr()) };
    value
}

pub fn write(key: &Word, value: &Word) {
    unsafe { raw::storage_write(key.0.as_ptr(), value.0.as_ptr()) };
}

pub fn keccak256(data: &[u8]) -> Word {
    let mut digest = Word::ZERO;
    unsafe { raw::keccak256(data.as_ptr(), data.len(), digest.0.as_mut_ptr()) };
    digest
}

/// An event with at most four topics.
pub fn log(topics: &[Word], data: &[u8]) {
    unsafe { raw::log(topics.as_ptr() as *const u8, topics.len(), data.as_ptr(), data.len()) };
}

/// Ends the contract well.
pub fn finish(output: &[u8]) -> ! {
    unsafe { raw::return_(output.as_ptr(), output.len()) };
    unreachable()
}

/// Undoes what the contract did, and ends it.
pub fn revert(reason: &[u8]) -> ! {
    unsafe { raw::revert(reason.as_ptr(), reason.len()) };
    unreachable()
}

/// Reverts with a reason as Solidity writes it: `Error(string)`, of at most 32 bytes.
pub fn revert_with(reason: &str) -> ! {
    let mut data = [0; 100];
    data[..4].copy_from_slice(&[0x08, 0xc3, 0x79, 0xa0]);
    data[35] = 32;
    data[67] = reason.len() as u8;
    data[68..68 + reason.len()].copy_from_slice(reason.as_bytes());
    revert(&data)
}

fn unreachable() -> ! {
    #[cfg(target_arch = "wasm32")]
    core::arch::wasm32::unreachable();
    #[cfg(not(target_arch = "wasm32"))]
    panic!("a contract runs on a chain only")
}
