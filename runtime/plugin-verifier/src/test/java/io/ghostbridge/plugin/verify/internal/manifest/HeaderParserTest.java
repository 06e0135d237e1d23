package io.ghostbridge.plugin.verify.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.plugin.verify.HeaderClause;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Version;

class HeaderParserTest {
  @Test
  void pathsAttributesAndDirectivesAreToldApart() throws HeaderSyntaxException {
    assertThat(
            HeaderParser.parse(
                "a.b; c.d ;version=\"[1.0,2)\";x:=y, e;n:Long=7;d:Double=\"1.5\";"
                    + "v:Version=1.2.3;l:List<String>=\"p\\,q, r\";e=\"say \\\"hi\\\\\""))
        .containsExactly(
            new HeaderClause(List.of("a.b", "c.d"), Map.of("version", "[1.0,2)"), Map.of("x", "y")),
            new HeaderClause(
                List.of("e"),
                Map.of(
                    "n",
                    7L,
                    "d",
                    1.5,
                    "v",
                    new Version(1, 2, 3),
                    "l",
                    List.of("p,q", "r"),
                    "e",
                    "say \"hi\\"),
                Map.of()));
  }

  @Test
  void anEmptyHeaderHasNoClauses() throws HeaderSyntaxException {
    assertThat(HeaderParser.parse(" ")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,              | at character 3 expected a name",
        "a;              | at character 3 expected a name",
        "\"\"            | at character 3 a name is empty",
        "a b             | at character 3 expected ';' or ','",
        "a=b             | at character 4 a clause begins with an attribute or directive",
        "a;x=1;b         | at character 8 'b' stands after an attribute or directive",
        "a;x:=1;x:=2     | at character 12 'x' is given twice",
        "a;x:Float=1     | at character 12 '1' is no Float",
        "a;x:List<Long>=z| at character 17 'z' is no List<Long>",
        "a;x:Long        | at character 9 expected '='",
      })
  void whatIsWrongIsToldWithItsPlace(String header, String message) {
    assertThatThrownBy(() -> HeaderParser.parse(header))
        .isInstanceOf(HeaderSyntaxException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void lengthPartsAndClausesAreBounded() {
    assertThatThrownBy(() -> HeaderParser.parse("a".repeat(70_000)))
        .hasMessage("it has 70000 characters, at most 65536");
    assertThatThrownBy(() -> HeaderParser.parse("a;".repeat(100) + "a"))
        .hasMessageContaining("a clause has more than 100 parts");
    assertThatThrownBy(() -> HeaderParser.parse("a,".repeat(1_000) + "a"))
        .hasMessageContaining("there are more than 1000 clauses");
  }
}
