const { expect } = require('chai');
const { ethers } = require('hardhat');

// Blocks come a moment after their transactions, so each step waits for its own.
async function deploy(name, ...args) {
  const contract = await ethers.deployContract(name, ...args);
  return contract.waitForDeployment();
}

async function mined(sending) {
  const response = await sending;
  await response.wait();
  return response;
}

describe("OpenZeppelin's contracts", () => {
  let owner;
  let other;

  before(async () => {
    [owner, other] = await ethers.getSigners();
    await (await owner.sendTransaction({ to: other.address, value: ethers.parseEther('1') })).wait();
  });

  it('ERC-20 moves tokens, tells of it, and refuses what is not there', async () => {
    const token = await deploy('VotingToken', [1000n]);
    await expect(await mined(token.transfer(other.address, 10n))).to.changeTokenBalances(token, [owner, other], [-10n, 10n]);
    await expect(await mined(token.transfer(other.address, 1n))).to.emit(token, 'Transfer').withArgs(owner.address, other.address, 1n);
    await expect(token.connect(other).transfer(owner.address, 100n))
      .to.be.revertedWithCustomError(token, 'ERC20InsufficientBalance')
      .withArgs(other.address, 11n, 100n);
  });

  it('ERC-20 takes a permit that was signed', async () => {
    const token = await deploy('VotingToken', [1000n]);
    const { chainId } = await ethers.provider.getNetwork();
    const value = { owner: owner.address, spender: other.address, value: 5n, nonce: 0n, deadline: ethers.MaxUint256 };
    const fields = ['owner', 'spender', 'value', 'nonce', 'deadline'];
    const types = { Permit: fields.map((name) => ({ name, type: name.length > 6 || name === 'owner' ? (name === 'deadline' ? 'uint256' : 'address') : 'uint256' })) };
    const domain = { name: 'Vote', version: '1', chainId, verifyingContract: await token.getAddress() };
    const signature = ethers.Signature.from(await owner.signTypedData(domain, types, value));
    await (await token.permit(owner.address, other.address, 5n, ethers.MaxUint256, signature.v, signature.r, signature.s)).wait();
    expect(await token.allowance(owner.address, other.address)).to.equal(5n);
  });

  it('ERC-721 is minted, transferred, and guarded', async () => {
    const collectible = await deploy('Collectible');
    await (await collectible.mint(owner.address, 1n)).wait();
    await expect(collectible.connect(other).transferFrom(owner.address, other.address, 1n)).to.be.revertedWithCustomError(
      collectible,
      'ERC721InsufficientApproval',
    );
    await (await collectible.transferFrom(owner.address, other.address, 1n)).wait();
    expect(await collectible.ownerOf(1n)).to.equal(other.address);
  });

  it('a proxy is upgraded and keeps its state', async () => {
    const first = await deploy('BoxV1');
    const second = await deploy('BoxV2');
    const proxy = await deploy('ERC1967Proxy', [await first.getAddress(), first.interface.encodeFunctionData('set', [41n])]);
    const box = await ethers.getContractAt('BoxV2', await proxy.getAddress());
    expect(await box.version()).to.equal(1n);
    await (await box.upgradeToAndCall(await second.getAddress(), second.interface.encodeFunctionData('increment'))).wait();
    expect(await box.version()).to.equal(2n);
    expect(await box.get()).to.equal(42n);
  });

  it('a council votes and its decision is executed', async () => {
    const token = await deploy('VotingToken', [1000n]);
    const council = await deploy('Council', [await token.getAddress()]);
    await (await token.delegate(owner.address)).wait();
    await (await token.transfer(await council.getAddress(), 50n)).wait();
    const proposal = [[await token.getAddress()], [0n], [token.interface.encodeFunctionData('transfer', [other.address, 50n])]];
    await (await council.propose(...proposal, 'Pay')).wait();
    const id = await council.hashProposal(...proposal, ethers.id('Pay'));
    const until = async (state) => {
      for (let i = 0; i < 60 && (await council.state(id)) !== state; i++) {
        await (await owner.sendTransaction({ to: other.address, value: 1n })).wait();
      }
      expect(await council.state(id)).to.equal(state);
    };
    await until(1n);
    await (await council.castVote(id, 1)).wait();
    await until(4n);
    await (await council.execute(...proposal, ethers.id('Pay'))).wait();
    expect(await token.balanceOf(other.address)).to.equal(50n);
  });
});
