package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A text is not written where a client would read it as an exception, whatever its values are. */
class GeneratedLookalikesTest {
    private static String outcome(String exception, String field, String written)
            throws ReflectiveOperationException {
        String text =
                """
                @LineProtocol(separator = Separator.BLANKS)
                @Errors(failed = @Reply("?!failed"))
                public interface X {
                    @Command("get") @Reply("{text*}") Line get() throws F;
                    record Line(String text) {}
                    enum E { a, b, ab }
                    @Reply("%1$s") final class F extends Exception {
                        private final %2$s;
                        private final Optional<String> more;
                        public F(%2$s, Optional<String> more) {
                            this.value = value;
                            this.more = more;
                        }
                        public %3$s value() { return value; }
                        public Optional<String> more() { return more; }
                        @Override public String toString() { return "F:" + value + more; }
                    }
                }
                final class H implements X {
                    public X.Line get() { return new X.Line("%4$s"); }
                }
                """
                        .formatted(exception, field, field.split(" ")[0], written);
        try (Conversed conversed = new Conversed(Served.compile(text))) {
            return conversed.outcome("get");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "{value}:[{more}],      E value,      a:(",
        "{value}:[{more}],      E value,      ab:",
        "{value}[.x{more}],     E value,      a.xk",
        "{value}[.x{more}],     E value,      ab",
        "{value}[.x{more}],     int value,    7.xk",
        "{value}1[:{more}],     int value,    51:k",
        "{value:2}-[{more}],    String value, -a-k",
        "{value:2}.[{more}],    int value,    12.k",
        "{value:2}a[{more}],    String value, aaak"
    })
    void aTextThatWouldBeReadAsAnExceptionIsRefused(String exception, String field, String text)
            throws ReflectiveOperationException {
        assertThat(outcome(exception, field, text)).isEqualTo("rejected: ?!failed");
    }

    @ParameterizedTest
    @CsvSource({
        "{value}:[{more}],      E value,      c:(",
        "{value}:[{more}],      E value,      a(:",
        "{value}[.x{more}],     E value,      c.xk",
        "{value}[.x{more}],     int value,    k.x7",
        "{value}1[:{more}],     int value,    52:k"
    })
    void anotherTextIsWritten(String exception, String field, String text)
            throws ReflectiveOperationException {
        assertThat(outcome(exception, field, text)).isEqualTo("Line[text=" + text + "]");
    }
}
