package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

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
}
