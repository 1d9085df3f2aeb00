package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ropewalk.testing.StringTransport;

/** What the generated server answers, byte by byte, for each shape of the language. */
class GeneratedServerTest {
    private static final Served SINK =
            Served.compile(
                    """
                    @LineProtocol
                    @Errors(unknown = @Reply("ERR unknown {verb}"), malformed = @Reply("ERR {'{message}'}"),
                            usage = @Reply("ERR usage: {'{usage}'}"),
                            failed = @Reply("ERR failed"))
                    interface X {
                        @Command("NOTHING") void nothing();
                        @Command("FIXED") @Reply("OK done") void fixed();
                        @Command("ECHO {word}") @Reply("= {}") String echo(String word);
                        @Command("SAY {text*}") @Reply("= {*}") String say(String text);
                        @Command("ADD {a} {b}") @Reply("{}") int add(int a, int b);
                        @Command("BIG {a}") @Reply("{}") @Unsigned long big(@Unsigned long a);
                        @Command("HALF {a}") @Reply("{}") double half(double a);
                        @Command("DECIMAL {a}") @Reply("{}") BigDecimal decimal(BigDecimal a);
                        @Command("TURN {way}") @Reply("{}") Way turn(Way way);
                        @Command("STATE {way}") State state(int way);
                        @Command("PAIR {a} {b}") Pair pair(String a, int b);
                        @Command("SHAPE {kind}") Shape shape(int kind);
                        @Command("FIND {key}") @Reply(value = "FOUND {}", absent = "NONE") Optional<String> find(String key);
                        @Command("HAS {key}") @Reply(value = "YES", absent = "NO") boolean has(String key);
                        @Command("LIST {count}") @Reply(each = "* {}", end = ".") List<String> list(int count);
                        @Command("SIZED {count}") @Reply(value = "{items.size}", each = "* {}") List<Integer> sized(int count);
                        @Command("PAIRS {count}") @Reply(end = ".") void pairs(int count, Replies<Pair> pairs);
                        @Command("SUM {numbers...}") @Reply("{}") long sum(List<Integer> numbers);
                        @Command("WAIT[ {seconds}]") @Reply("{}") int await(OptionalInt seconds);
                        @Command("QUIET {x}[ noreply]") @Reply("OK {x}") void quiet(int x, @NoReply boolean noreply);
                        @Command("NEVER") @NoReply void never();
                        @Command("PICK {number}") @Reply("number {number}") void pick(int number);
                        @Command("PICK <{name}>") @Reply("angle {name}") void pickAngle(String name);
                        @Command("PICK ({name})") @Reply("round {name}") void pickRound(String name);
                        @Command("PUT {name} {data.length}") @Reply("OK {data.length}") void put(String name, @Payload Bytes data);
                        @Command("GET {count}") Data get(int count);
                        @Command("REFUSE {code}") void refuse(int code) throws Refused;
                        @Command("CRASH") void crash();
                        @Command("NULL") @Reply("{}") String nothingThere();
                        @Command("SPLIT") @Reply("{}") String split();
                        @Command("BYE") @Reply(value = "BYE", close = true) void bye();
                        @Command("HELP {topic}") @Reply("HELP {'see {topic}'}") void help(String topic);

                        enum Way { LEFT, @Reply("straight-on") STRAIGHT, RIGHT }
                        enum State { @Reply("100 ready") READY, @Reply("200 busy now") BUSY }
                        @Reply("<{a}={b}>") record Pair(String a, int b) {}
                        sealed interface Shape {}
                        @Reply("CIRCLE {radius}") record Circle(int radius) implements Shape {}
                        @Reply("POINT") record Point() implements Shape {}
                        @Reply("DATA {data.length}") record Data(@Payload byte[] data) {}
                        @Reply("NO {code} {message*}") final class Refused extends Exception {
                            private final int code;
                            public Refused(int code, String message) { super(message); this.code = code; }
                            public int code() { return code; }
                        }
                    }

                    final class H implements X {
                        public void nothing() {}
                        public void fixed() {}
                        public String echo(String word) { return word; }
                        public String say(String text) { return text; }
                        public int add(int a, int b) { return a + b; }
                        public long big(long a) { return a; }
                        public double half(double a) { return a / 2; }
                        public BigDecimal decimal(BigDecimal a) { return a; }
                        public Way turn(Way way) { return way; }
                        public State state(int way) { return State.values()[way]; }
                        public Pair pair(String a, int b) { return new Pair(a, b); }
                        public Shape shape(int kind) { return kind == 0 ? new Point() : new Circle(kind); }
                        public Optional<String> find(String key) { return key.equals("none") ? Optional.empty() : Optional.of(key); }
                        public boolean has(String key) { return !key.equals("none"); }
                        public List<String> list(int count) { return Collections.nCopies(count, "x"); }
                        public List<Integer> sized(int count) { return Collections.nCopies(count, 7); }
                        public void pairs(int count, Replies<Pair> pairs) { for (int i = 0; i < count; i++) { pairs.send(new Pair("k", i)); } }
                        public long sum(List<Integer> numbers) { return numbers.stream().mapToLong(n -> n).sum(); }
                        public int await(OptionalInt seconds) { return seconds.orElse(-1); }
                        public void quiet(int x, boolean noreply) {}
                        public void never() {}
                        public void pick(int number) {}
                        public void pickAngle(String name) {}
                        public void pickRound(String name) {}
                        public void put(String name, Bytes data) {}
                        public Data get(int count) { byte[] b = new byte[count]; Arrays.fill(b, (byte) 'd'); return new Data(b); }
                        public void refuse(int code) throws Refused { throw new Refused(code, "not with me"); }
                        public void crash() { throw new IllegalStateException("secret"); }
                        public String nothingThere() { return null; }
                        public String split() { return "a\\r\\nb"; }
                        public void bye() {}
                        public void help(String topic) {}
                    }
                    """);

    private static void check(String input, String answer) {
        assertThat(SINK.answer(input)).isEqualTo(answer);
    }

    // ---- answers

    @Test
    void a_command_without_a_result_and_without_a_reply_sends_nothing() {
        check("NOTHING\r\nFIXED\r\n", "OK done\r\n");
    }

    @Test
    void a_fixed_line() {
        check("FIXED\r\n", "OK done\r\n");
    }

    @Test
    void text_as_one_word() {
        check("ECHO hallo\r\n", "= hallo\r\n");
        check("ECHO gr\u00fc\u00df\r\n", "= gr\u00fc\u00df\r\n");
    }

    @Test
    void the_rest_of_the_line_with_its_blanks() {
        check("SAY  two  blanks \r\n", "=  two  blanks \r\n");
    }

    @Test
    void an_empty_rest() {
        check("SAY \r\n", "= \r\n");
    }

    @Test
    void whole_numbers() {
        check("ADD 2 -5\r\n", "-3\r\n");
        check("ADD 2147483647 0\r\n", "2147483647\r\n");
        check("ADD 2147483648 0\r\n", "ERR number out of range\r\n");
        check("ADD 1 x\r\n", "ERR not a number\r\n");
        check("ADD +1 1\r\n", "ERR not a number\r\n");
        check("ADD - 1\r\n", "ERR not a number\r\n");
    }

    @Test
    void unsigned_numbers() {
        check("BIG 18446744073709551615\r\n", "18446744073709551615\r\n");
        check("BIG 18446744073709551616\r\n", "ERR number out of range\r\n");
        check("BIG -1\r\n", "ERR not a number\r\n");
    }

    @Test
    void numbers_with_a_point() {
        check("HALF 3\r\n", "1.5\r\n");
        check("HALF NaN\r\n", "ERR not a number\r\n");
        check("HALF 1e999\r\n", "ERR number out of range\r\n");
        check("DECIMAL 3.140\r\n", "3.140\r\n");
    }

    @Test
    void an_enum_as_a_word() {
        check("TURN left\r\n", "LEFT\r\n");
        check("TURN up\r\n", "ERR unknown word\r\n");
    }

    @Test
    void an_enum_as_a_line() {
        check("STATE 0\r\nSTATE 1\r\n", "100 ready\r\n200 busy now\r\n");
    }

    @Test
    void a_record() {
        check("PAIR a 1\r\n", "<a=1>\r\n");
    }

    @Test
    void sealed_alternatives() {
        check("SHAPE 0\r\nSHAPE 9\r\n", "POINT\r\nCIRCLE 9\r\n");
    }

    @Test
    void what_may_be_absent() {
        check("FIND a\r\nFIND none\r\nHAS a\r\nHAS none\r\n", "FOUND a\r\nNONE\r\nYES\r\nNO\r\n");
    }

    @Test
    void a_list_with_an_end() {
        check("LIST 2\r\nLIST 0\r\n", "* x\r\n* x\r\n.\r\n.\r\n");
    }

    @Test
    void a_list_with_its_size_in_front() {
        check("SIZED 2\r\nSIZED 0\r\n", "2\r\n* 7\r\n* 7\r\n0\r\n");
    }

    @Test
    void items_that_are_sent_one_by_one() {
        check("PAIRS 2\r\nPAIRS 0\r\n", "<k=0>\r\n<k=1>\r\n.\r\n.\r\n");
    }

    @Test
    void several_words() {
        check("SUM 1 2 3\r\nSUM\r\n", "6\r\nERR usage: SUM <numbers...>\r\n");
    }

    @Test
    void an_optional_word() {
        check("WAIT\r\nWAIT 5\r\nWAIT x\r\n", "-1\r\n5\r\nERR not a number\r\n");
    }

    @Test
    void a_flag_that_suppresses_the_reply() {
        check(
                "QUIET 1\r\nQUIET 2 noreply\r\nQUIET 3 loud\r\n",
                "OK 1\r\nERR usage: QUIET <x>[ noreply]\r\n");
    }

    @Test
    void a_command_that_is_never_answered() {
        check("NEVER\r\nFIXED\r\n", "OK done\r\n");
    }

    @Test
    void a_payload_in_a_reply() {
        check("GET 3\r\nGET 0\r\n", "DATA 3\r\nddd\r\nDATA 0\r\n\r\n");
    }

    @Test
    void a_declared_exception_is_a_reply() {
        check("REFUSE 7\r\nFIXED\r\n", "NO 7 not with me\r\nOK done\r\n");
    }

    @Test
    void a_reply_that_ends_the_connection() {
        StringTransport transport = SINK.connect();

        transport.deliver("BYE\r\nFIXED\r\n");

        assertThat(transport.text()).isEqualTo("BYE\r\n");
        assertThat(transport.isOpen()).isFalse();
    }

    // ---- payloads

    @Test
    void a_counted_payload_may_hold_line_ends() {
        check("PUT a 4\r\n\r\n\r\n\r\nFIXED\r\n", "OK 4\r\nOK done\r\n");
    }

    @Test
    void an_empty_payload() {
        check("PUT a 0\r\n\r\nFIXED\r\n", "OK 0\r\nOK done\r\n");
    }

    @Test
    void a_payload_that_does_not_end_ends_the_connection() {
        StringTransport transport = SINK.connect();

        transport.deliver("PUT a 2\r\nabcd\r\nFIXED\r\n");

        assertThat(transport.text()).isEqualTo("ERR bad payload end\r\n");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void a_length_that_cannot_be_read_ends_the_connection() {
        for (String length : new String[] {"-1", "x", "01", "99999999999999999999", "+1"}) {
            StringTransport transport = SINK.connect();

            transport.deliver("PUT a " + length + "\r\nFIXED\r\n");

            assertThat(transport.text()).as(length).startsWith("ERR ").doesNotContain("OK");
            assertThat(transport.isOpen()).as(length).isFalse();
        }
    }

    @Test
    void the_payload_of_a_refused_command_is_no_command() {
        StringTransport transport = Served.connect(SINK.factory(limits -> limits.withPayload(4)));

        transport.deliver("PUT a 7\r\nFIXED\r\n\r\nFIXED\r\n");

        assertThat(transport.text()).isEqualTo("ERR payload too big\r\nOK done\r\n");
    }

    // ---- what is wrong

    @Test
    void an_unknown_verb() {
        check("JUMP high\r\nFIXED\r\n", "ERR unknown JUMP\r\nOK done\r\n");
    }

    @Test
    void Δ25_too_few_words_and_too_many() {
        check("ECHO\r\nECHO a b\r\n", "ERR usage: ECHO <word>\r\nERR usage: ECHO <word>\r\n");
    }

    @Test
    void an_empty_line() {
        check("\r\nFIXED\r\n", "ERR unknown \r\nOK done\r\n");
    }

    @Test
    void a_control_character() {
        check("ECHO a\u0007\r\nFIXED\r\n", "ERR control character\r\nOK done\r\n");
    }

    @Test
    void bytes_that_are_not_of_the_character_set() {
        StringTransport transport = SINK.connect();

        transport.deliver(new byte[] {'E', 'C', 'H', 'O', ' ', (byte) 0xC3, '\r', '\n'});

        assertThat(transport.text()).isEqualTo("ERR bytes that are no UTF-8\r\n");
    }

    @Test
    void a_handler_that_throws_ends_its_connection_and_tells_nothing() {
        StringTransport transport = SINK.connect();

        transport.deliver("FIXED\r\nCRASH\r\nFIXED\r\n");

        assertThat(transport.text()).isEqualTo("OK done\r\nERR failed\r\n");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void a_result_that_is_null_is_a_failure() {
        check("NULL\r\n", "ERR failed\r\n");
    }

    @Test
    void a_value_that_would_split_the_reply_is_never_written() {
        check("SPLIT\r\n", "ERR failed\r\n");
    }

    @Test
    void words_with_different_signs_are_told_apart() {
        check("PICK 1\r\nPICK <x>\r\nPICK (y)\r\n", "number 1\r\nangle x\r\nround y\r\n");
    }

    @Test
    void verbs_in_any_case() {
        check("fixed\r\nFiXeD\r\n", "OK done\r\nOK done\r\n");
    }

    @Test
    void blanks_between_words_and_at_the_end_do_not_count() {
        check("  ADD   1   2  \r\n", "3\r\n");
    }

    // ---- chunks

    private static final String SCRIPT =
            "FIXED\r\nECHO a\r\nSAY b c\r\nPUT n 5\r\n1\r\n34\r\nLIST 2\r\nJUMP\r\nADD 1 x\r\nGET 2\r\n"
                    + "QUIET 1 noreply\r\nPUT n 0\r\n\r\nREFUSE 1\r\nSUM 1 2\r\n\r\nBYE\r\nFIXED\r\n";

    @Test
    void however_the_input_is_cut_the_answers_are_the_same() {
        byte[] script = SCRIPT.getBytes(UTF_8);
        String whole = SINK.answer(SCRIPT);
        assertThat(whole).endsWith("3\r\nERR unknown \r\nBYE\r\n");

        for (int cut = 0; cut <= script.length; cut++) {
            assertThat(answer(script, cut)).as("cut at %d", cut).isEqualTo(whole);
        }
        int[] everywhere = new int[script.length];
        Arrays.setAll(everywhere, i -> i);
        assertThat(answer(script, everywhere)).as("byte by byte").isEqualTo(whole);
        for (long seed = 0; seed < 200; seed++) {
            int[] cuts = new Random(seed).ints(8, 0, script.length).sorted().toArray();
            assertThat(answer(script, cuts)).as("seed %d", seed).isEqualTo(whole);
        }
    }

    private static String answer(byte[] script, int... cuts) {
        StringTransport transport = SINK.connect();
        int from = 0;
        for (int cut : cuts) {
            transport.deliver(Arrays.copyOfRange(script, from, cut));
            from = cut;
        }
        transport.deliver(Arrays.copyOfRange(script, from, script.length));
        return transport.text();
    }
}
