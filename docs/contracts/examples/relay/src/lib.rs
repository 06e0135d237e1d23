//! Calls the contract whose address is in the first 20 bytes of the input with the rest of it, hands
//! on the value that came along and what the other returns, and counts calls that went well.
#![no_std]

use ghost::{raw, Word};

const MOST: usize = 4096;
const COUNT: Word = Word::ZERO;

static mut DATA: [u8; MOST] = [0; MOST];

#[no_mangle]
pub extern "C" fn call() {
    let size = ghost::input_size();
    if size < 20 || size - 20 > MOST {
        ghost::revert_with("an address and 4096 bytes at most");
    }
    let target = ghost::input::<20>(0);
    let mut value = Word::ZERO;
    // The only code that runs, and nothing else knows this memory.
    let data = unsafe { core::ptr::addr_of_mut!(DATA) as *mut u8 };
    let status = unsafe {
        raw::value(value.0.as_mut_ptr());
        raw::input_copy(data, 20, size - 20);
        raw::call(u64::MAX, target.as_ptr(), value.0.as_ptr(), data, size - 20)
    };
    let returned = unsafe { raw::return_data_size() }.min(MOST);
    let output = unsafe {
        raw::return_data_copy(data, 0, returned);
        core::slice::from_raw_parts(data, returned)
    };
    if status != 0 {
        ghost::revert(output);
    }
    let count = ghost::read(&COUNT).checked_add(&Word::of_u32(1));
    ghost::write(&COUNT, &count.unwrap_or(Word::ZERO));
    ghost::finish(output)
}
