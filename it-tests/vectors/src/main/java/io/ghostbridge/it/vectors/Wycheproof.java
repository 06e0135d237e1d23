package io.ghostbridge.it.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** A file of C2SP's Wycheproof: every case is run, and every wrong verdict is reported. */
public final class Wycheproof {
  private Wycheproof() {}

  /** Says what is wrong with the subject's verdict on a case, or an empty string. */
  @FunctionalInterface
  public interface Judge {
    /** Judges one case. */
    String judge(WycheproofCase vector) throws Exception;
  }

  /**
   * Runs all of {@code file}, such as {@code x25519_test.json}.
   *
   * @return the number of cases
   */
  public static int run(String file, Judge judge) throws IOException {
    JsonObject suite =
        JsonParser.parseString(Files.readString(VectorFiles.find("wycheproof/" + file)))
            .getAsJsonObject();
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (JsonElement group : suite.getAsJsonArray("testGroups")) {
      for (JsonElement test : group.getAsJsonObject().getAsJsonArray("tests")) {
        WycheproofCase vector = new WycheproofCase(group.getAsJsonObject(), test.getAsJsonObject());
        count++;
        String complaint = complaint(judge, vector);
        if (!complaint.isEmpty()) {
          wrong.add(vector + ": " + complaint);
        }
      }
    }
    assertThat(wrong).as(file).isEmpty();
    assertThat(count).as(file).isEqualTo(suite.get("numberOfTests").getAsInt());
    return count;
  }

  private static String complaint(Judge judge, WycheproofCase vector) {
    try {
      return judge.judge(vector);
    } catch (Exception e) {
      return "unexpected " + e;
    }
  }
}
