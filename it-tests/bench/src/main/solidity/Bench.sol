// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.30;

// What ./gb bench evm runs. Each contract does all of its work in one call of run(uint256), and returns
// a number that depends on all of it.

contract Fibonacci {
    function run(uint256 n) external pure returns (uint256) {
        uint256 a = 0;
        uint256 b = 1;
        for (uint256 i = 0; i < n; i++) {
            unchecked {
                (a, b) = (b, a + b);
            }
        }
        return a;
    }
}

contract Hashes {
    function run(uint256 n) external pure returns (uint256) {
        bytes32 h = bytes32(n);
        for (uint256 i = 0; i < n; i++) {
            h = keccak256(abi.encode(h));
        }
        return uint256(h);
    }
}

contract Sha1 {
    function rotate(uint32 x, uint32 n) private pure returns (uint32) {
        return (x << n) | (x >> (32 - n));
    }

    function run(uint256 n) external pure returns (uint256) {
        uint32[5] memory h = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
        uint32[80] memory w;
        unchecked {
            for (uint256 block_ = 0; block_ < n; block_++) {
                for (uint256 i = 0; i < 16; i++) {
                    w[i] = uint32(block_ * 0x9e3779b9 + i * 0x7f4a7c15);
                }
                for (uint256 i = 16; i < 80; i++) {
                    w[i] = rotate(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
                }
                uint32 a = h[0];
                uint32 b = h[1];
                uint32 c = h[2];
                uint32 d = h[3];
                uint32 e = h[4];
                for (uint256 i = 0; i < 80; i++) {
                    uint32 f;
                    if (i < 20) {
                        f = ((b & c) | (~b & d)) + 0x5a827999;
                    } else if (i < 40) {
                        f = (b ^ c ^ d) + 0x6ed9eba1;
                    } else if (i < 60) {
                        f = ((b & c) | (b & d) | (c & d)) + 0x8f1bbcdc;
                    } else {
                        f = (b ^ c ^ d) + 0xca62c1d6;
                    }
                    f += rotate(a, 5) + e + w[i];
                    (e, d, c, b, a) = (d, c, rotate(b, 30), a, f);
                }
                h[0] += a;
                h[1] += b;
                h[2] += c;
                h[3] += d;
                h[4] += e;
            }
        }
        return
            (uint256(h[0]) << 128) | (uint256(h[1]) << 96) | (uint256(h[2]) << 64) | (uint256(h[3]) << 32) | h[4];
    }
}

contract Blake2 {
    function g(uint64[16] memory v, uint256 a, uint256 b, uint256 c, uint256 d, uint64 x, uint64 y) private pure {
        unchecked {
            uint64 t;
            v[a] = v[a] + v[b] + x;
            t = v[d] ^ v[a];
            v[d] = (t >> 32) | (t << 32);
            v[c] = v[c] + v[d];
            t = v[b] ^ v[c];
            v[b] = (t >> 24) | (t << 40);
            v[a] = v[a] + v[b] + y;
            t = v[d] ^ v[a];
            v[d] = (t >> 16) | (t << 48);
            v[c] = v[c] + v[d];
            t = v[b] ^ v[c];
            v[b] = (t >> 63) | (t << 1);
        }
    }

    function sigma(uint256 round) private pure returns (uint256) {
        uint64[10] memory s = [
            0x0123456789abcdef,
            0xea489fd61c02b753,
            0xb8c052fdae367194,
            0x7931dcbe265a40f8,
            0x9057fe4a81d36b2c,
            0x2c6a0b834d75fe19,
            0xc51fed4a0763928b,
            0xdb7ec13950f4862a,
            0x6fe9b308c2d714a5,
            0xa2847615fb9e3cd0
        ];
        return s[round % 10];
    }

    function run(uint256 n) external pure returns (uint256) {
        uint64[8] memory iv = [
            0x6a09e667f3bcc908,
            0xbb67ae8584caa73b,
            0x3c6ef372fe94f82b,
            0xa54ff53a5f1d36f1,
            0x510e527fade682d1,
            0x9b05688c2b3e6c1f,
            0x1f83d9abfb41bd6b,
            0x5be0cd19137e2179
        ];
        uint64[8] memory h;
        uint64[16] memory m;
        uint64[16] memory v;
        for (uint256 i = 0; i < 8; i++) {
            h[i] = iv[i];
        }
        unchecked {
            for (uint256 block_ = 0; block_ < n; block_++) {
                for (uint256 i = 0; i < 16; i++) {
                    m[i] = uint64(block_ * 0x9e3779b97f4a7c15 + i);
                }
                for (uint256 i = 0; i < 8; i++) {
                    v[i] = h[i];
                    v[i + 8] = iv[i];
                }
                v[12] ^= uint64(128 * (block_ + 1));
                for (uint256 round = 0; round < 12; round++) {
                    uint256 s = sigma(round);
                    g(v, 0, 4, 8, 12, m[(s >> 60) & 15], m[(s >> 56) & 15]);
                    g(v, 1, 5, 9, 13, m[(s >> 52) & 15], m[(s >> 48) & 15]);
                    g(v, 2, 6, 10, 14, m[(s >> 44) & 15], m[(s >> 40) & 15]);
                    g(v, 3, 7, 11, 15, m[(s >> 36) & 15], m[(s >> 32) & 15]);
                    g(v, 0, 5, 10, 15, m[(s >> 28) & 15], m[(s >> 24) & 15]);
                    g(v, 1, 6, 11, 12, m[(s >> 20) & 15], m[(s >> 16) & 15]);
                    g(v, 2, 7, 8, 13, m[(s >> 12) & 15], m[(s >> 8) & 15]);
                    g(v, 3, 4, 9, 14, m[(s >> 4) & 15], m[s & 15]);
                }
                for (uint256 i = 0; i < 8; i++) {
                    h[i] ^= v[i] ^ v[i + 8];
                }
            }
        }
        return (uint256(h[0]) << 192) | (uint256(h[1]) << 128) | (uint256(h[2]) << 64) | h[3];
    }
}

contract Token {
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;

    event Transfer(address indexed from, address indexed to, uint256 value);

    error InsufficientBalance(address from, uint256 balance, uint256 value);

    function transfer(address to, uint256 value) public returns (bool) {
        uint256 balance = balanceOf[msg.sender];
        if (balance < value) {
            revert InsufficientBalance(msg.sender, balance, value);
        }
        balanceOf[msg.sender] = balance - value;
        balanceOf[to] += value;
        emit Transfer(msg.sender, to, value);
        return true;
    }

    // Every transfer is a call of its own.
    function run(uint256 n) external returns (uint256) {
        balanceOf[address(this)] = 1e24;
        for (uint256 i = 0; i < n; i++) {
            require(this.transfer(address(uint160(0x10000 + (i & 7))), 1000 + i));
        }
        return balanceOf[address(this)];
    }
}

// What ./gb bench contracts transfers on a chain.
contract Coin {
    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    uint256 public totalSupply;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    error InsufficientBalance(address from, uint256 balance, uint256 value);
    error InsufficientAllowance(address spender, uint256 allowance, uint256 value);

    function mint(address to) external {
        totalSupply += 1e24;
        balanceOf[to] += 1e24;
        emit Transfer(address(0), to, 1e24);
    }

    function move(address from, address to, uint256 value) private {
        uint256 balance = balanceOf[from];
        if (balance < value) {
            revert InsufficientBalance(from, balance, value);
        }
        unchecked {
            balanceOf[from] = balance - value;
            balanceOf[to] += value;
        }
        emit Transfer(from, to, value);
    }

    function transfer(address to, uint256 value) external returns (bool) {
        move(msg.sender, to, value);
        return true;
    }

    function approve(address spender, uint256 value) external returns (bool) {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        uint256 allowed = allowance[from][msg.sender];
        if (allowed < value) {
            revert InsufficientAllowance(msg.sender, allowed, value);
        }
        if (allowed != type(uint256).max) {
            allowance[from][msg.sender] = allowed - value;
        }
        move(from, to, value);
        return true;
    }
}

contract Swap {
    uint112 private reserve0;
    uint112 private reserve1;
    uint256 private cumulative0;
    mapping(address => uint256) private balance0;
    mapping(address => uint256) private balance1;

    event Swapped(address indexed sender, uint256 amountIn, uint256 amountOut, bool zeroForOne);

    function root(uint256 y) private pure returns (uint256 z) {
        z = y;
        uint256 x = y / 2 + 1;
        while (x < z) {
            z = x;
            x = (y / x + x) / 2;
        }
    }

    // A constant product with a fee of 0.3 %.
    function swap(uint256 amountIn, bool zeroForOne) public returns (uint256 amountOut) {
        uint256 rIn = zeroForOne ? reserve0 : reserve1;
        uint256 rOut = zeroForOne ? reserve1 : reserve0;
        uint256 fee = amountIn * 997;
        amountOut = (fee * rOut) / (rIn * 1000 + fee);
        require(amountOut > 0 && amountOut < rOut, "liquidity");
        mapping(address => uint256) storage from = zeroForOne ? balance0 : balance1;
        mapping(address => uint256) storage to = zeroForOne ? balance1 : balance0;
        from[msg.sender] -= amountIn;
        to[msg.sender] += amountOut;
        uint256 newIn = rIn + amountIn;
        uint256 newOut = rOut - amountOut;
        require(newIn * newOut >= rIn * rOut, "k");
        unchecked {
            cumulative0 += ((newOut << 112) / newIn) * 12;
        }
        (reserve0, reserve1) =
            zeroForOne ? (uint112(newIn), uint112(newOut)) : (uint112(newOut), uint112(newIn));
        emit Swapped(msg.sender, amountIn, amountOut, zeroForOne);
    }

    function run(uint256 n) external returns (uint256) {
        reserve0 = 1e24;
        reserve1 = 3e24;
        balance0[address(this)] = 1e24;
        balance1[address(this)] = 1e24;
        uint256 sum = root(uint256(reserve0) * reserve1);
        for (uint256 i = 0; i < n; i++) {
            sum += this.swap(1e18 + i * 1e15, i % 2 == 0);
        }
        return sum;
    }
}

// A sphere over a plane with fixed-point numbers of six digits, one ray a pixel, one bounce.
contract Tracer {
    int256 private constant ONE = 1e6;

    struct Vector {
        int256 x;
        int256 y;
        int256 z;
    }

    function add(Vector memory a, Vector memory b) private pure returns (Vector memory) {
        return Vector(a.x + b.x, a.y + b.y, a.z + b.z);
    }

    function sub(Vector memory a, Vector memory b) private pure returns (Vector memory) {
        return Vector(a.x - b.x, a.y - b.y, a.z - b.z);
    }

    function scale(Vector memory a, int256 s) private pure returns (Vector memory) {
        return Vector((a.x * s) / ONE, (a.y * s) / ONE, (a.z * s) / ONE);
    }

    function dot(Vector memory a, Vector memory b) private pure returns (int256) {
        return (a.x * b.x + a.y * b.y + a.z * b.z) / ONE;
    }

    function root(int256 y) private pure returns (int256 z) {
        z = (y + 1) / 2;
        int256 x = y;
        while (z < x) {
            x = z;
            z = (y / x + x) / 2;
        }
        return x;
    }

    function norm(Vector memory a) private pure returns (Vector memory) {
        int256 length = root(dot(a, a) * ONE);
        return Vector((a.x * ONE) / length, (a.y * ONE) / length, (a.z * ONE) / length);
    }

    function hit(Vector memory from, Vector memory way, Vector memory center, int256 radius)
        private
        pure
        returns (int256)
    {
        Vector memory between = sub(center, from);
        int256 b = dot(between, way);
        int256 d = (b * b) / ONE - dot(between, between) + (radius * radius) / ONE;
        if (d < 0) {
            return 0;
        }
        int256 r = root(d * ONE);
        if (b - r > 100) {
            return b - r;
        }
        return b + r > 100 ? b + r : int256(0);
    }

    function trace(Vector memory from, Vector memory way, uint256 depth) private pure returns (int256) {
        Vector memory center = Vector(0, ONE, 4 * ONE);
        int256 t = hit(from, way, center, ONE);
        if (t > 0) {
            Vector memory point = add(from, scale(way, t));
            Vector memory normal = norm(sub(point, center));
            int256 light = dot(normal, norm(Vector(ONE, 2 * ONE, -ONE)));
            if (light < 0) {
                light = 0;
            }
            if (depth == 0) {
                return light;
            }
            Vector memory mirrored = norm(sub(way, scale(normal, 2 * dot(way, normal))));
            return (light + trace(point, mirrored, depth - 1)) / 2;
        }
        if (way.y < -1000) {
            int256 s = (-from.y * ONE) / way.y;
            Vector memory floor = add(from, scale(way, s));
            return ((floor.x / ONE + floor.z / ONE) & 1) == 0 ? ONE / 5 : ONE / 2;
        }
        return (way.y + ONE) / 4;
    }

    function run(uint256 n) external pure returns (uint256) {
        uint256 sum = 0;
        int256 size = int256(n);
        for (int256 y = 0; y < size; y++) {
            for (int256 x = 0; x < size; x++) {
                Vector memory way =
                    norm(Vector((2 * x * ONE) / size - ONE, ONE - (2 * y * ONE) / size, 2 * ONE));
                sum = sum * 31 + uint256(trace(Vector(0, ONE, 0), way, 1)) % 1000003;
                sum %= 1 << 64;
            }
        }
        return sum;
    }
}
