package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** A command with errors of its own that several states inherit is one command. */
class InheritedErrorsTest {
    private static final String DECLARATION =
            """
            @LineProtocol(initial = X.A.class) public interface X {
              interface Shared {
                @Command("NOOP {n}") @Errors(malformed = @Reply("BAD")) @Reply("OK") void noop(int n);
              }
              interface A extends Shared { @Command("B") @Reply("OK") B b(); }
              interface B extends Shared { @Command("A") @Reply("OK") A a(); }
            }
            """;

    /** Both states take longer lines of another command, so that each asks for this one's limit. */
    private static final String LIMITED =
            DECLARATION
                    .replace("@LineProtocol", "@Limits(line = 50) @LineProtocol")
                    .replace(
                            "extends Shared {",
                            "extends Shared { @Command(\"LONG {t*}\") @Limits(line = 200)"
                                    + " @Reply(\"OK\") void big(String t);");

    @Test
    void theServerReadsItInOneMethod() throws IOException {
        readsItInOneMethod(DECLARATION);
        readsItInOneMethod(LIMITED);
    }

    private static void readsItInOneMethod(String declaration) throws IOException {
        Compilation compilation = Compiled.of(declaration);

        assertThat(Compiled.reports(compilation)).isEmpty();
        String server =
                compilation
                        .generatedSourceFile("p.XProtocol")
                        .orElseThrow()
                        .getCharContent(false)
                        .toString();
        assertThat(server).containsOnlyOnce("noop(n);").containsOnlyOnce("NOOP <n>");
    }
}
