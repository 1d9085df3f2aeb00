package org.ropewalk.it.resp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.testing.StringTransport;

/** One table of commands, in arrays and in inline lines. */
class RespServerTest {
    private final PocketStore store = new PocketStore();
    private final PocketFactory factory = new PocketFactory(store::handler);
    private final StringTransport client = new StringTransport().connect(factory);

    /** An array of strings. */
    static String array(String... words) {
        StringBuilder array = new StringBuilder("*" + words.length + "\r\n");
        for (String word : words) {
            array.append("$" + word.getBytes(UTF_8).length + "\r\n" + word + "\r\n");
        }
        return array.toString();
    }

    private String answer(String text) {
        client.deliver(text);
        return client.takeText();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PING|+PONG",
                "ping|+PONG",
                "PING hello|$5/hello",
                "GET nokey|$-1",
                "SET k v|+OK",
                "SET k v EX 5 NX|+OK",
                "SET k v XX|$-1",
                "SET k v px 5 xx|$-1",
                "SET k v EX|-ERR wrong number of arguments for 'SET' command",
                "SET k v EX x|-ERR value is not an integer or out of range",
                "SET k v ZZ|-ERR value is not an integer or out of range",
                "HSET h a 1 b 2|:2",
                "HSET h a 1 b|-ERR wrong number of arguments for 'HSET' command",
                "HSET h|-ERR wrong number of arguments for 'HSET' command",
                "MGET a b|*2/$-1/$-1",
                "EXPIRE k 5|:0",
                "TYPE k|+none",
                "INCR n|:1",
                "LPUSH l a b c|:3",
                "LRANGE l 0 -1|*0",
                "SCORE abc|$3/3.5",
                "CONFIG GET save|*2/$4/save/$0/",
                "HGETALL l|*0",
                "INFO a b|$7/# a b/",
                "SIZE 5|:5",
                "SIZE 18446744073709551615|$20/18446744073709551615",
                "BLPOP a b -1|*-1",
                "FOO bar|-ERR unknown command 'FOO'",
                "GET|-ERR wrong number of arguments for 'GET' command",
                "GET a b c|-ERR wrong number of arguments for 'GET' command",
                "EXPIRE k x|-ERR value is not an integer or out of range",
            })
    void a_command_is_the_same_in_a_line_and_in_an_array(String command, String reply) {
        String expected = reply.replace("/", "\r\n") + "\r\n";
        assertThat(answer(command + "\r\n")).isEqualTo(expected);
        StringTransport other =
                new StringTransport().connect(new PocketFactory(new PocketStore()::handler));
        other.deliver(array(command.split(" ")));
        assertThat(other.takeText()).isEqualTo(expected);
    }

    @Test
    void words_of_an_array_may_hold_any_bytes() {
        assertThat(answer(array("SET", "a key", "x \r\n\u0000é"))).isEqualTo("+OK\r\n");
        assertThat(answer(array("GET", "a key"))).isEqualTo("$7\r\nx \r\n\u0000é\r\n");
        assertThat(answer(array("SET", "", ""))).isEqualTo("+OK\r\n");
        assertThat(answer(array("GET", ""))).isEqualTo("$0\r\n\r\n");
    }

    @Test
    void the_rest_of_a_line_is_the_last_element() {
        assertThat(answer("ECHO a b\r\n")).isEqualTo("$3\r\na b\r\n");
        assertThat(answer(array("ECHO", "a b"))).isEqualTo("$3\r\na b\r\n");
        assertThat(answer(array("ECHO", ""))).isEqualTo("$0\r\n\r\n");
        assertThat(answer(array("ECHO", "a", "b"))).startsWith("-ERR wrong number");
        assertThat(answer(array("ECHO"))).startsWith("-ERR wrong number");
    }

    @Test
    void lines_and_arrays_alternate_and_empty_ones_are_ignored() {
        assertThat(answer("PING\n\r\n*0\r\n*-1\r\n" + array("PING") + "PING\r\n" + array("PING")))
                .isEqualTo("+PONG\r\n".repeat(4));
    }

    @Test
    void what_arrives_byte_by_byte_is_answered_alike() {
        String all = array("SET", "k", "v\r\nw") + "GET k\r\n" + array("GET", "k") + "*0\r\nPING\n";
        String whole = answer(all);
        StringTransport slow =
                new StringTransport().connect(new PocketFactory(new PocketStore()::handler));
        for (char c : all.toCharArray()) {
            slow.deliver(String.valueOf(c));
        }
        assertThat(slow.takeText()).isEqualTo(whole);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*1/PING/|expected '$'",
                "*abc/|invalid multibulk length",
                "*3000000000/|invalid multibulk length",
                "*70000/|invalid multibulk length",
                "*1/$-5/|invalid bulk length",
                "*1/$600000000/|invalid bulk length",
                "*1/$4/PINGxx|invalid bulk length",
                "*1/*1/$4/PING/|expected '$'"
            })
    void an_array_that_is_none_ends_the_connection(String text, String message) {
        client.deliver("PING\r\n" + text.replace("/", "\r\n") + "PING\r\n");
        assertThat(client.takeText())
                .isEqualTo("+PONG\r\n-ERR Protocol error: " + message + "\r\n");
        assertThat(client.isDisconnecting()).isTrue();
    }

    @Test
    void a_request_of_http_is_no_command() {
        client.deliver("POST / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(client.takeText()).isEmpty();
        assertThat(client.isDisconnecting()).isTrue();
    }

    @Test
    void values_have_forms_of_their_own_in_version_3() {
        assertThat(answer(array("HELLO", "3", "SETNAME", "me")))
                .isEqualTo(
                        "%4\r\n$6\r\nserver\r\n$6\r\npocket\r\n$5\r\nproto\r\n:3\r\n"
                                + "$4\r\nname\r\n$2\r\nme\r\n$7\r\nmodules\r\n*0\r\n");
        assertThat(answer(array("GET", "none"))).isEqualTo("_\r\n");
        assertThat(answer(array("SCORE", "abc"))).isEqualTo(",3.5\r\n");
        assertThat(answer("CONFIG GET save\r\n")).isEqualTo("%1\r\n$4\r\nsave\r\n$0\r\n\r\n");
        assertThat(answer("BLPOP a -1\r\n")).isEqualTo("_\r\n");
    }

    @Test
    void version_2_is_kept_where_no_other_is_asked_for() {
        assertThat(answer("HELLO\r\n"))
                .isEqualTo(
                        "*8\r\n$6\r\nserver\r\n$6\r\npocket\r\n$5\r\nproto\r\n:2\r\n"
                                + "$4\r\nname\r\n$-1\r\n$7\r\nmodules\r\n*0\r\n");
        assertThat(answer("HELLO 4\r\n")).isEqualTo("-NOPROTO unsupported protocol version\r\n");
    }

    @Test
    void a_push_message_is_an_array_of_its_words() {
        StringTransport other = new StringTransport().connect(factory);
        other.deliver("HELLO 3\r\n");
        other.takeText();
        assertThat(answer("PUBLISH news hello\r\n"))
                .isEqualTo("*4\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$5\r\nhello\r\n:7\r\n:2\r\n");
        assertThat(other.takeText())
                .isEqualTo(">4\r\n$7\r\nmessage\r\n$4\r\nnews\r\n$5\r\nhello\r\n:7\r\n");
    }

    @Test
    void there_is_one_reply_for_each_element() {
        String both =
                "*3\r\n$9\r\nsubscribe\r\n$1\r\na\r\n:1\r\n"
                        + "*3\r\n$9\r\nsubscribe\r\n$1\r\nb\r\n:2\r\n";
        assertThat(answer("SUBSCRIBE a b\r\n")).isEqualTo(both);
        answer("HELLO 3\r\n");
        assertThat(answer(array("SUBSCRIBE", "a", "b"))).isEqualTo(both.replace('*', '>'));
    }

    @Test
    void words_of_an_inline_line_may_be_quoted() {
        assertThat(answer("SET foo \"a b\\x41\\n\"\r\nGET 'foo'\r\n"))
                .isEqualTo("+OK\r\n$5\r\na bA\n\r\n");
        assertThat(answer(array("GET", "\"foo\""))).isEqualTo("$-1\r\n");
        assertThat(answer("SET a \"\"\r\nGET a\r\n")).isEqualTo("+OK\r\n$0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET a \"open", "SET a 'open", "SET a \"x\"y", "\"PING", "SET a \"\\"})
    void a_quote_that_is_never_closed_ends_the_connection(String line) {
        client.deliver(line + "\r\nPING\r\n");
        assertThat(client.takeText())
                .isEqualTo("-ERR Protocol error: unbalanced quotes in request\r\n");
        assertThat(client.isDisconnecting()).isTrue();
    }

    @Test
    void an_array_may_take_as_long_as_its_bytes_are_worth() {
        String value = "x".repeat(120_000);
        String command = array("SET", "k", value);
        int seconds = 0;
        for (int from = 0; from < command.length(); from += 600) {
            client.deliver(command.substring(from, Math.min(from + 600, command.length())));
            client.advance(Duration.ofSeconds(1));
            seconds++;
        }
        assertThat(seconds).isGreaterThan(180);
        assertThat(client.takeText()).isEqualTo("+OK\r\n");
    }

    @Test
    void a_trickle_gains_no_time() {
        client.deliver("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$100000\r\n");
        for (int second = 0; second < 64; second++) {
            client.deliver("x".repeat(20));
            client.advance(Duration.ofSeconds(1));
        }
        assertThat(client.isDisconnecting()).isTrue();
    }

    @Test
    void the_usage_of_an_array_is_that_of_the_nearest_command() {
        StringTransport other =
                new StringTransport()
                        .connect(
                                new NearestFactory(
                                        peer ->
                                                new Nearest() {
                                                    @Override
                                                    public void setName(String name) {}

                                                    @Override
                                                    public void kill(int id) {}
                                                }));
        other.deliver("CLIENT SETNAME\r\n" + array("CLIENT", "SETNAME") + array("CLIENT", "KILL"));
        String usage = "-ERR usage: CLIENT SETNAME <name>\r\n";
        assertThat(other.takeText()).isEqualTo(usage + usage + "-ERR usage: CLIENT KILL <id>\r\n");
    }

    @Test
    void parts_of_a_word_are_quoted_in_lines_alone() {
        String reply = "+moved \"a-\\\"c\\\"\"\r\n";
        assertThat(answer(array("MOVE", "a-\"c\""))).isEqualTo(reply);
        assertThat(answer("MOVE \"a-\\\"c\\\"\"\r\n")).isEqualTo(reply);
        assertThat(answer(array("SET", "", ""))).isEqualTo("+OK\r\n");
        assertThat(answer(array("TYPE", "x"))).isEqualTo("+none\r\n");
    }

    @Test
    void a_result_may_come_later() {
        assertThat(answer("BLPOP q 0\r\nPING\r\n")).isEmpty();
        StringTransport other = new StringTransport().connect(factory);
        other.deliver("LPUSH q v\r\n");
        assertThat(other.takeText()).isEqualTo(":0\r\n");
        client.runTurns();
        assertThat(client.takeText()).isEqualTo("*2\r\n$1\r\nq\r\n$1\r\nv\r\n+PONG\r\n");
    }

    @Test
    void the_connection_ends_after_the_reply_that_says_so() {
        client.deliver(array("QUIT") + array("PING"));
        assertThat(client.takeText()).isEqualTo("+OK\r\n");
        assertThat(client.isDisconnecting()).isTrue();
    }

    @Test
    void a_wrong_type_is_a_declared_error() {
        answer("LPUSH l a\r\n");
        assertThat(List.of(answer("GET l\r\n"), answer(array("GET", "l"))))
                .containsOnly(
                        "-WRONGTYPE Operation against a key holding the wrong kind of value\r\n");
    }
}
