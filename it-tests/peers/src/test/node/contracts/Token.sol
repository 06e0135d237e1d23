// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// A token of OpenZeppelin's, with each way to fail.
contract Token is ERC20 {
    error Refused(address who, uint256 amount);

    constructor(uint256 supply) ERC20("Token", "TKN") {
        _mint(msg.sender, supply);
    }

    function refuse(uint256 amount) external view {
        revert Refused(msg.sender, amount);
    }

    function fail() external pure {
        require(false, "no luck");
    }

    function broken() external pure {
        assert(false);
    }
}
