package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Replies whose first line has a mark behind its code, and lines without a code inside (FTP). */
class GeneratedMarkedLinesTest {
    private static final Served FTP =
            Served.compile(
                    """
                    @LineProtocol(continued = "-")
                    @Errors(unknown = @Reply("500 {'unknown'}"), failed = @Reply("451 {'failed'}"), refusals = {"4{*}", "5{*}"})
                    public interface X {
                        @OnConnect @Reply("220 {*}") String greeting();
                        @Command("FEAT") @Reply(value = "211-Extensions supported:", each = "\\\\ {*}", end = "211 {'End'}") List<String> feat();
                        @Command("SIZES") @Reply(value = "213-All sizes:", each = "{name} {size}", end = "213 {'End'}") List<Size> sizes();
                        @Command("HELP") @Reply(value = "214 {'Help:'}", each = "\\\\ {*}", end = "214 {'End'}") List<String> help();
                        @Command("TEXT") @Reply(value = "215-Text {name}:", each = "{*}", end = "215 {'End'}") Text text();
                        @Command("PWD") @Reply("257 \\"{*}\\" {'is it'}") String pwd() throws Refused;
                        record Size(String name, long size) {}
                        record Text(String name, List<String> lines) {}
                        @Reply("{code:3} {message*}") final class Refused extends Exception {
                            private final int code;
                            public Refused(int code, String message) { super(message); this.code = code; }
                            public int code() { return code; }
                            public String toString() { return code + ": " + getMessage(); }
                        }
                    }
                    final class H implements X {
                        static List<String> lines = List.of("one", "two three");
                        public String greeting() { return "ready"; }
                        public List<String> feat() { return lines; }
                        public List<X.Size> sizes() { return List.of(new X.Size("a-b", 1), new X.Size("c", 2)); }
                        public List<String> help() { return List.of("no end", "none"); }
                        public X.Text text() { return new X.Text("t", lines); }
                        public String pwd() { return "/"; }
                    }
                    """);

    private static Served texts(String line) {
        return Served.compile(
                """
                @LineProtocol(continued = "-") @Errors(failed = @Reply("451 {'failed'}"))
                public interface X {
                    @Command("TEXT") @Reply(value = "215-Text:", each = "{*}", end = "215 {'End'}") List<String> text();
                }
                final class H implements X { public List<String> text() { return List.of("LINE"); } }
                """
                        .replace("LINE", line));
    }

    @Test
    void aServerWritesLinesInsideAsTheyAreDeclared() {
        assertThat(FTP.answers("FEAT\nSIZES\nHELP\nTEXT\nPWD\n"))
                .isEqualTo(
                        """
                        220 ready
                        211-Extensions supported:
                         one
                         two three
                        211 End
                        213-All sizes:
                        a-b 1
                        c 2
                        213 End
                        214-Help:
                         no end
                         none
                        214 End
                        215-Text t:
                        one
                        two three
                        215 End
                        257 "/" is it
                        """);
    }

    @Test
    void aLineThatWouldEndTheReplyIsRefused() throws Exception {
        assertThat(texts("215 more").answers("TEXT\n")).isEqualTo("451 failed\n");
        assertThat(texts("451 m").answers("TEXT\n")).isEqualTo("451 failed\n");
        for (String line : new String[] {"215-more", "2150 m", "211 m", "-", "", " m"}) {
            Served served = texts(line);
            assertThat(served.answers("TEXT\n")).isEqualTo("215-Text:\n" + line + "\n215 End\n");
            try (Conversed both = new Conversed(served)) {
                assertThat(both.outcome("text")).isEqualTo("[" + line + "]");
            }
        }
    }

    @Test
    void aClientReadsThem() throws Exception {
        try (Conversed both = new Conversed(FTP)) {
            assertThat(both.outcome("feat")).isEqualTo("[one, two three]");
            assertThat(both.outcome("sizes"))
                    .isEqualTo("[Size[name=a-b, size=1], Size[name=c, size=2]]");
            assertThat(both.outcome("help")).isEqualTo("[no end, none]");
            assertThat(both.outcome("text")).isEqualTo("Text[name=t, lines=[one, two three]]");
            assertThat(both.outcome("pwd")).isEqualTo("/");
        }
    }

    private static Called greeted(String greeting) throws ReflectiveOperationException {
        return new Called(FTP, greeting);
    }

    @Test
    void aClientSkipsWhatIsForPeople() throws Exception {
        try (Called client =
                greeted(
                        "220-Welcome\r\n\r\n 220 lines\r\n2201 files\r\n500 years\r\n220-more\r\n220 ready\r\n")) {
            assertThat(
                            Called.outcome(
                                    client.answered(
                                            "pwd",
                                            "257-So:\r\n550 no\r\n2570 x\r\n257 \"/a\" is\r\n")))
                    .isEqualTo("/a");
            assertThat(
                            Called.outcome(
                                            client.answered(
                                                    "pwd",
                                                    "550-No:\r\n257 \"/\" is it\r\n\r\nwhy\r\n550 such\r\n"))
                                    .toString())
                    .isEqualTo("550: such");
            assertThat(
                            Called.outcome(
                                    client.answered(
                                            "feat",
                                            "211-Extensions supported:\r\n A\r\nB\r\n211-C\r\n500 D\r\n E\r\n211 End\r\n")))
                    .hasToString("[A, E]");
            assertThat(
                            Called.outcome(
                                    client.answered("help", "214-Help:\r\n 214 A\r\n214 End\r\n")))
                    .hasToString("[214 A]");
            assertThat(Called.outcome(client.answered("pwd", "257 \"/b\" is\r\n"))).isEqualTo("/b");
        }
    }

    @Test
    void aLineInsideDoesNotCountAsAReply() throws Exception {
        try (Called client = greeted("220 ready\r\n")) {
            var call = client.answered("pwd", "257-So:\r\nand\r\n");
            assertThat(Called.outcome(call)).isNull();
            client.answer("257 \"/c\" is\r\n");
            assertThat(Called.outcome(call)).isEqualTo("/c");
        }
    }
}
