package org.ropewalk.it.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.testing.StringTransport;

/** A handler is told of what the runtime refuses (F28). */
class ToldOfErrorsTest {
    private final List<String> told = new ArrayList<>();
    private boolean fails;

    private final class Handler implements Told.Open, Told.Shut {
        @Override
        public void wrong(ErrorKind kind, String line) {
            told.add(kind + " " + line);
            if (fails) {
                throw new IllegalStateException("told");
            }
        }

        @Override
        public void store(Mode mode, Bytes key, Bytes data) {
            told.add(mode + " " + key);
        }

        @Override
        public void store(Bytes key, Bytes data) {
            told.add("text " + key);
        }

        @Override
        public void notStored(ErrorKind kind, Bytes key) {
            told.add(kind + " of " + key);
        }

        @Override
        public Told.Shut shut() {
            return this;
        }

        @Override
        public Told.Open open() {
            return this;
        }
    }

    private StringTransport deliver(String input) {
        StringTransport transport =
                new StringTransport().connect(new ToldFactory(peer -> new Handler()));
        transport.deliver(input.getBytes(ISO_8859_1));
        return transport;
    }

    @Test
    void F28_a_handler_is_told_of_each_refused_line() {
        assertThat(deliver("drop a\r\nopen\r\nshut x\r\ndrop \u0001\r\n").text())
                .isEqualTo("-UNKNOWN\r\n-MISPLACED\r\n-MALFORMED\r\n-MALFORMED\r\n");
        assertThat(told)
                .containsExactly(
                        "UNKNOWN drop a", "MISPLACED open", "USAGE shut x", "MALFORMED drop \\x01");
    }

    @Test
    void F28_a_handler_receives_the_values_of_a_command_whose_payload_is_too_big() {
        String big = "0123456789abcdef\r\n";
        assertThat(
                        deliver(
                                        "set k 16\r\n"
                                                + big
                                                + "add 16 as m\r\n"
                                                + big
                                                + "text n\r\n"
                                                + big
                                                + ".\r\nset o 2\r\nhi\r\n")
                                .text())
                .isEqualTo("-BIG\r\n-BIG\r\n-BIG\r\n+STORED\r\n");
        assertThat(told)
                .containsExactly(
                        "TOO_BIG of k",
                        "TOO_BIG set k 16",
                        "TOO_BIG of m",
                        "TOO_BIG add 16 as m",
                        "TOO_BIG of n",
                        "TOO_BIG text n",
                        "set o");
    }

    @Test
    void F28_a_handler_is_told_of_a_payload_with_a_wrong_end() {
        assertThat(deliver("set k 2\r\nhi!!\r\n").text()).isEqualTo("-PAYLOAD\r\n");
        assertThat(told).containsExactly("PAYLOAD of k", "PAYLOAD set k 2");
    }

    @Test
    void F28_a_payload_that_is_skipped_after_a_wrong_line_is_no_second_error() {
        assertThat(deliver("text x y\r\nshut\r\n.\r\nset k 1\r\nx\r\n").text())
                .isEqualTo("-MALFORMED\r\n+STORED\r\n");
        assertThat(told).containsExactly("USAGE text x y", "set k");
    }

    @Test
    void F28_a_line_that_is_too_long_is_told_without_its_text() {
        assertThat(deliver("a".repeat(100) + "\r\nshut\r\n").text())
                .isEqualTo("-LONG\r\n+SHUT\r\n");
        assertThat(told).containsExactly("TOO_LONG ");
    }

    @Test
    void F28_a_method_that_throws_ends_the_connection() {
        fails = true;
        StringTransport transport = deliver("drop\r\nshut\r\n");
        assertThat(transport.text()).isEqualTo("-FAILED\r\n");
        assertThat(transport.isDisconnecting() || !transport.isOpen()).isTrue();
        assertThat(told).containsExactly("UNKNOWN drop");
    }

    @Test
    void F28_an_error_that_ends_the_connection_is_told_once() {
        StringTransport transport = deliver("set k 1000\r\n");
        assertThat(transport.text()).isEqualTo("-BIG\r\n");
        assertThat(told).containsExactly("TOO_BIG of k", "TOO_BIG set k 1000");
    }
}
