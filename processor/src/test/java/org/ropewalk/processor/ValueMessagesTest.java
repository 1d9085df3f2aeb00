package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the peer receives about a value that cannot be read: in the protocol's own terms. */
class ValueMessagesTest {
    private static final Served SERVED =
            Served.compile(
                    """
                    @LineProtocol
                    @Errors(unknown = @Reply("500 {''}"), malformed = @Reply("501 {'{message}'}"))
                    public interface X {
                        @Command("OVER {which}") @Reply("224 {which}") void over(Which which);
                        @Command("TWO {a} {b}") @Reply("225 {a}") void two(Which a, Which b);
                        @Command("PUT") @Reply("241 {*}")
                        String put(@Payload(Payload.Framing.DOTTED) List<Row> rows);

                        sealed interface Which permits Range, Id {}

                        @Format("{low}-{high}") record Range(long low, long high) implements Which {
                            public Range {
                                if (low > high) {
                                    throw new IllegalArgumentException("a range that ends before it begins");
                                }
                            }
                        }

                        @Format("<{id}>") record Id(String id) implements Which {}

                        @Format("{number} {text*}") record Row(long number, String text) {}
                    }
                    class H implements X {
                        public void over(Which which) {}
                        public void two(Which a, Which b) {}
                        public String put(List<Row> rows) { return "" + rows.size(); }
                    }
                    """);

    @Test
    void theFormsOfAlternativesAreNamedAndNoJavaType() {
        assertThat(SERVED.answer("OVER 7\r\nOVER 1-2\r\n"))
                .isEqualTo("501 no value of the form {low}-{high} or <{id}>\r\n224 1-2\r\n");
    }

    @Test
    void theValuesOfARecordAreKeptInAnAlternative() {
        assertThat(SERVED.answer("OVER 9-2\r\nOVER 7\r\n"))
                .isEqualTo(
                        "501 a range that ends before it begins\r\n501 no value of the form {low}-{high} or <{id}>\r\n");
        assertThat(SERVED.answer("TWO 9-2 7\r\n"))
                .isEqualTo("501 a range that ends before it begins\r\n");
        assertThat(SERVED.answer("TWO 1-2 7\r\n"))
                .isEqualTo("501 no value of the form {low}-{high} or <{id}>\r\n");
    }

    @Test
    void theItemThatCannotBeReadIsNamed() {
        assertThat(SERVED.answer("PUT\r\n1 a\r\nx b\r\n.\r\nPUT\r\n1 a\r\n.\r\n"))
                .isEqualTo("501 item 2, \"x b\": not a number\r\n241 1\r\n");
        assertThat(SERVED.answer("PUT\r\n1 a\u0007\r\n.\r\n"))
                .isEqualTo("501 item 1, \"1 a\\x07\": a control character in a value\r\n");
    }
}
