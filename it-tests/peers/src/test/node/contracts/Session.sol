// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import "@openzeppelin/contracts/token/ERC20/extensions/ERC20Votes.sol";
import "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import "@openzeppelin/contracts/governance/Governor.sol";
import "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";
import "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

contract VotingToken is ERC20, ERC20Permit, ERC20Votes {
    constructor(uint256 supply) ERC20("Vote", "VOTE") ERC20Permit("Vote") {
        _mint(msg.sender, supply);
    }

    function _update(address from, address to, uint256 value) internal override(ERC20, ERC20Votes) {
        super._update(from, to, value);
    }

    function nonces(address owner) public view override(ERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }
}

contract Collectible is ERC721 {
    constructor() ERC721("Collectible", "CLT") {}

    function mint(address to, uint256 id) external {
        _safeMint(to, id);
    }
}

contract Council is Governor, GovernorCountingSimple, GovernorVotes {
    constructor(IVotes token) Governor("Council") GovernorVotes(token) {}

    function votingDelay() public pure override returns (uint256) {
        return 1;
    }

    function votingPeriod() public pure override returns (uint256) {
        return 4;
    }

    function quorum(uint256) public pure override returns (uint256) {
        return 1;
    }
}

contract BoxV1 is UUPSUpgradeable {
    uint256 internal value;

    function set(uint256 newValue) external {
        value = newValue;
    }

    function get() external view returns (uint256) {
        return value;
    }

    function version() external pure virtual returns (uint256) {
        return 1;
    }

    function _authorizeUpgrade(address) internal override {}
}

contract BoxV2 is BoxV1 {
    function increment() external {
        value += 1;
    }

    function version() external pure override returns (uint256) {
        return 2;
    }
}
