package io.ghostbridge.crypto.blake2b.internal;

import io.ghostbridge.it.vectors.DigestContract;
import org.junit.jupiter.api.Test;

class Blake2bTest {
  @Test
  void theExampleOfRfc7693IsReproduced() {
    DigestContract.examples(
        new Blake2b512(),
        new String[] {
          "",
          "786a02f742015903c6c6fd852552d272912f4740e15847618a86e217f71f5419d25e1031afee585313896444934eb04b903a685b1448b755d56f701afe9be2ce"
        },
        new String[] {
          "abc",
          "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"
        },
        new String[] {
          "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "7285ff3e8bd768d69be62b3bf18765a325917fa9744ac2f582a20850bc2b1141ed1b3e4528595acc90772bdf2d37dc8a47130b44f33a02e8730e5ad8e166e888"
        },
        new String[] {
          "1000000*a",
          "98fb3efb7206fd19ebf69b6f312cf7b64e3b94dbe1a17107913975a793f177e1d077609d7fba363cbba00d05f7aa4e4fa8715d6428104c0a75643b0ff3fd3eaf"
        });
  }

  @Test
  void shorterDigestsAreFunctionsOfTheirOwn() {
    DigestContract.examples(
        new Blake2b256(),
        new String[] {"", "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"},
        new String[] {"abc", "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"},
        new String[] {
          "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
          "5f7a93da9c5621583f22e49e8e91a40cbba37536622235a380f434b9f68e49c4"
        },
        new String[] {
          "1000000*a", "0741850f36cba4259628355d1073e24ddb9ca0e1bfac36fd39ae5dc2101e23a4"
        });
  }
}
