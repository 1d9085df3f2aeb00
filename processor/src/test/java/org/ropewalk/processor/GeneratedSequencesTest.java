package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Results that stand in several lines, which come in their order. */
class GeneratedSequencesTest {
    private static final String DECLARATION =
            """
            @LineProtocol(initial = X.Start.class)
            @Errors(unknown = @Reply("ERROR"), failed = @Reply("FAILED"), refusals = {"ACK {*}"})
            public interface X {
                interface Start extends X {
                    @Command("CSQ") @Reply(value = "+CSQ: {rssi},{ber}", end = "OK") Signal csq();
                    @Command("ID") @Reply("Id: {}\\nOK") int id() throws Refused;
                    @Command("GTP {n}") @Reply(value = "= {}", end = "") String gtp(int n);
                    @Command("BYE") @Reply(value = "* BYE {'bye'}", end = "OK {'done'}") void bye();
                    @Command("LIRC {command}") @Reply("BEGIN\\n{command}\\nSUCCESS\\nDATA {count}\\n{text*}\\nEND") Data lirc(String command);
                    @Command("ART") @Reply("size: {size}\\nbinary: {part.length}\\n{part}\\nOK") Part art();
                    @Command("SONG") @Reply(value = "{*}\\nOK", absent = "OK") Optional<String> song();
                    @Command("LATER") @Reply("a {a}\\nb {b...}\\nOK") CompletionStage<Two> later();
                    @Command("GO") @Reply("GONE\\nOK") Next go();
                }
                interface Next extends X {
                    @Command("CSQ") @Reply(value = "+CSQ: {rssi},{ber}", end = "OK") Signal again();
                    @Command("QUIT") @Reply(value = "BYE\\nOK", close = true) void quit();
                }
                record Signal(int rssi, int ber) {}
                record Data(int count, String text) {}
                record Part(long size, @Payload Bytes part) { public String toString() { return size + ":" + new String(part.toByteArray(), java.nio.charset.StandardCharsets.UTF_8); } }
                record Two(Optional<String> a, List<Integer> b) {}
                @Reply("ERR {message*}") final class Refused extends Exception { public Refused(String message) { super(message); } public String toString() { return "refused " + getMessage(); } }
            }
            final class H implements X.Start, X.Next {
                private int ids;
                public X.Signal csq() { return new X.Signal(20, 99); }
                public X.Signal again() { return new X.Signal(1, 2); }
                public int id() throws X.Refused { if (ids++ == 1) throw new X.Refused("no more"); return 7; }
                public String gtp(int n) { return n == 0 ? "" : "A" + n; }
                public void bye() {}
                public X.Data lirc(String command) { return new X.Data(2, "one two"); }
                public X.Part art() { return new X.Part(9, Bytes.of("ab\\nOK")); }
                public Optional<String> song() { return ids > 0 ? Optional.of("la la") : Optional.empty(); }
                public CompletionStage<X.Two> later() { return CompletableFuture.completedFuture(new X.Two(Optional.of("x"), List.of(1, 2))); }
                public X.Next go() { return this; }
                public void quit() {}
            }
            """
                    .replace("\"a {a}", "\"a[ {a}]");

    private static final Served SERVED = Served.compile(DECLARATION);

    @Test
    void aServerWritesTheLinesInTheirOrder() {
        assertThat(
                        SERVED.answers(
                                "CSQ\nSONG\nID\nID\nSONG\nGTP 3\nBYE\nLIRC VERSION\nART\nLATER\nGO\nCSQ\nQUIT\n"))
                .isEqualTo(
                        """
                        +CSQ: 20,99
                        OK
                        OK
                        Id: 7
                        OK
                        ERR no more
                        la la
                        OK
                        = A3

                        * BYE bye
                        OK done
                        BEGIN
                        VERSION
                        SUCCESS
                        DATA 2
                        one two
                        END
                        size: 9
                        binary: 5
                        ab
                        OK
                        OK
                        a x
                        b 1 2
                        OK
                        GONE
                        OK
                        +CSQ: 1,2
                        OK
                        BYE
                        OK
                        """);
    }

    @Test
    void aClientReadsThem() throws Exception {
        try (Conversed both = new Conversed(SERVED)) {
            assertThat(both.outcome("csq")).isEqualTo("Signal[rssi=20, ber=99]");
            assertThat(both.outcome("song")).isEqualTo("Optional.empty");
            assertThat(both.outcome("id")).isEqualTo("7");
            assertThat(both.outcome("id")).contains("refused no more");
            assertThat(both.outcome("song")).isEqualTo("Optional[la la]");
            assertThat(both.outcome("bye")).isEqualTo("null");
            assertThat(both.outcome("art")).isEqualTo("9:ab\nOK");
            assertThat(both.outcome("later")).isEqualTo("Two[a=Optional[x], b=[1, 2]]");
        }
    }

    private static Object read(String name, String lines, Object... arguments) throws Exception {
        try (Called client = new Called(SERVED)) {
            var call = client.call(name, arguments);
            for (byte b :
                    lines.replace("\n", "\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
                assertThat(Called.outcome(call)).as("before the end").isNull();
                client.answer(String.valueOf((char) b));
            }
            return Called.outcome(call);
        }
    }

    @Test
    void aClientReadsThemByteByByte() throws Exception {
        assertThat(read("lirc", "BEGIN\nV\nSUCCESS\nDATA 3\na b\nEND\n", "V"))
                .hasToString("Data[count=3, text=a b]");
        assertThat(read("art", "size: 1\nbinary: 2\nOK\nOK\n")).hasToString("1:OK");
        assertThat(read("gtp", "= A3\n\n", 3)).isEqualTo("A3");
        assertThat(read("later", "a\nb 5\nOK\n")).hasToString("Two[a=Optional.empty, b=[5]]");
    }

    @Test
    void aClientRefusesLinesOutOfOrder() throws Exception {
        assertThat(read("lirc", "BEGIN\nV\nDATA 3\n", "V").toString())
                .contains("unexpected reply", "DATA 3");
        assertThat(read("csq", "OK\n").toString()).contains("unexpected reply");
        assertThat(read("csq", "+CSQ: 1,2\n+CSQ: 1,2\n").toString()).contains("unexpected reply");
        assertThat(read("art", "size: 1\nOK\n").toString()).contains("unexpected reply");
    }

    @Test
    void aRefusalInPlaceOfAnyLineFailsTheCall() throws Exception {
        assertThat(read("csq", "+CSQ: 1,2\nACK no\n").toString()).contains("CommandRejected");
        assertThat(read("lirc", "BEGIN\nV\nERROR\n", "V").toString()).contains("CommandRejected");
    }

    @Test
    void anEchoedTextInALineOfItsOwnIsWritten() {
        assertThat(SERVED.answers("LIRC END\n"))
                .isEqualTo("BEGIN\nEND\nSUCCESS\nDATA 2\none two\nEND\n");
    }

    @Test
    void withTagsTheLastLineHasTheTag() throws Exception {
        Served tagged =
                Served.compile(
                        """
                        @LineProtocol
                        @Envelope(command = "{tag} {*}", reply = "{tag} {*}", other = "* {*}")
                        public interface X {
                            @Command("CAPABILITY") @Reply(value = "CAPABILITY {names ...}", end = "OK {'done'}") Ready capability();
                            @Command("LOGOUT") @Reply(value = "BYE {'bye'}", end = "OK {'done'}", close = true) void logout();
                            record Ready(List<String> names) {}
                        }
                        final class H implements X {
                            public X.Ready capability() { return new X.Ready(List.of("IMAP4rev1", "IDLE")); }
                            public void logout() {}
                        }
                        """);

        assertThat(tagged.answers("a CAPABILITY\nb LOGOUT\n"))
                .isEqualTo("* CAPABILITY IMAP4rev1 IDLE\na OK done\n* BYE bye\nb OK done\n");
        try (Conversed both = new Conversed(tagged)) {
            assertThat(both.outcome("capability")).isEqualTo("Ready[names=[IMAP4rev1, IDLE]]");
            assertThat(both.outcome("logout")).isEqualTo("null");
        }
    }
}
