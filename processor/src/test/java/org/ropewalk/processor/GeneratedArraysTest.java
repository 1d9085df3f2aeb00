package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Results that are values of RESP, between a generated client and a generated server. */
class GeneratedArraysTest {
    private static final Served SERVED =
            Served.compile(
                    """
                    @LineProtocol(carrier = Carrier.RESP)
                    @Errors(
                            unknown = @Reply("-ERR unknown"),
                            usage = @Reply("-ERR usage"),
                            malformed = @Reply("-ERR malformed"),
                            payload = @Reply(value = "-ERR protocol", close = true),
                            failed = @Reply("-ERR failed"),
                            refusals = "-{*}")
                    public interface X {
                        @Command("LIST") List<Object> list();
                        @Command("SET") Set<Object> set();
                        @Command("MAP") Map<String, Object> map();
                    }

                    final class H implements X {
                        public List<Object> list() { return Arrays.asList(1, null, "a"); }
                        public Set<Object> set() { return new LinkedHashSet<>(list()); }
                        public Map<String, Object> map() { return Collections.singletonMap("a", null); }
                    }
                    """);

    @Test
    void anElementOfAnyTypeMayBeNull() throws ReflectiveOperationException {
        try (Conversed talk = new Conversed(SERVED)) {
            assertThat(talk.outcome("list")).isEqualTo("[1, null, a]");
            assertThat(talk.outcome("set")).isEqualTo("[1, null, a]");
            assertThat(talk.outcome("map")).isEqualTo("{a=null}");
        }
    }

    @Test
    void aControlInALiteralDoesNotChangeWhatElementsMayHold() throws ReflectiveOperationException {
        Served served =
                Served.compile(
                        """
                        @LineProtocol(carrier = {Carrier.RESP, Carrier.LINE})
                        @Errors(unknown = @Reply("-ERR unknown"), malformed = @Reply("-ERR {message*}"))
                        public interface X {
                            @Command("word {word}") String word(String word);
                            @Command("pair {a}:{b}") @Reply("pair {a}:{b}") Pair pair(String a, String b);
                            @Command("list {all,...}") @Reply("list {all,...}") All list(List<String> all);
                            @Command("text {text*}") @Reply("text {text*}") Text text(String text);
                            record Pair(String a, String b) {}
                            record All(List<String> all) {}
                            record Text(String text) {}
                            @Push interface Events { @Reply("-\\t{n}") void count(int n); }
                        }
                        final class H implements X {
                            public String word(String word) { return word; }
                            public Pair pair(String a, String b) { return new Pair(a, b); }
                            public All list(List<String> all) { return new All(all); }
                            public Text text(String text) { return new Text(text); }
                        }
                        """);
        assertThat(served.answers("word a\nword a\tb\n"))
                .isEqualTo("$1\na\n-ERR a control character in a value\n");
        try (Conversed talk = new Conversed(served)) {
            for (String value : List.of("a", "a\tb", "\0", "a\r\nb")) {
                assertThat(talk.outcome("word", value)).isEqualTo(value);
                assertThat(talk.outcome("pair", value, "b")).isEqualTo("Pair[a=%s, b=b]", value);
                assertThat(talk.outcome("pair", "a", value)).isEqualTo("Pair[a=a, b=%s]", value);
                assertThat(talk.outcome("list", List.of("a", value)))
                        .isEqualTo("All[all=[a, %s]]", value);
                assertThat(talk.outcome("text", value)).isEqualTo("Text[text=%s]", value);
            }
        }
    }
}
