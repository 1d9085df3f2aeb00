package org.ropewalk.it.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.Bytes;
import org.ropewalk.testing.StringTransport;

/** A line of another state is told from a wrong line of this one by its whole template. */
class StateErrorsTest {
    private static final class Handler implements Doors.Outside, Doors.Named {
        @Override
        public Doors.Named user(String name) {
            return this;
        }

        @Override
        public void all() {}

        @Override
        public void show(int number) {}

        @Override
        public void startTls() {}

        @Override
        public Doors.Outside pass(String password) {
            return this;
        }

        @Override
        public void text(Bytes text) {}

        @Override
        public void times(int number, Optional<Integer> times) {}
    }

    private static String answer(String input) {
        StringTransport transport =
                new StringTransport().connect(new DoorsFactory(peer -> new Handler()));
        transport.deliver(input.getBytes(ISO_8859_1));
        return transport.text();
    }

    @Test
    void F29_a_command_of_another_state_with_a_verb_of_this_one_is_misplaced() {
        assertThat(answer("AUTH PASS x\r\n")).isEqualTo("-USER FIRST\r\n");
        assertThat(answer("AUTH USER a\r\nAUTH USER b\r\n")).isEqualTo("+USER a\r\n-MISPLACED\r\n");
        assertThat(answer("SHOW 1 2\r\n")).isEqualTo("-MISPLACED\r\n");
    }

    @Test
    void F29_a_line_of_no_state_is_wrong_as_this_state_finds_it() {
        assertThat(answer("AUTH\r\n")).isEqualTo("-USAGE AUTH USER <name>\r\n");
        assertThat(answer("AUTH PASS\r\n")).isEqualTo("-USAGE AUTH USER <name>\r\n");
        assertThat(answer("AUTH PASS x y\r\n")).isEqualTo("-USAGE AUTH USER <name>\r\n");
        assertThat(answer("SHOW x\r\n")).isEqualTo("-MALFORMED not a number\r\n");
        assertThat(answer("AUTH USER a\r\nAUTH USER\r\n"))
                .isEqualTo("+USER a\r\n-USAGE AUTH PASS <password>\r\n");
        assertThat(answer("AUTH USER a\r\nSHOW ALL\r\n")).isEqualTo("+USER a\r\n-MISPLACED\r\n");
    }

    @Test
    void F29_the_payload_of_a_misplaced_command_is_skipped() {
        assertThat(answer("SHOW TEXT 10\r\nSHOW ALL\r\n\r\nSHOW 1\r\n"))
                .isEqualTo("-MISPLACED\r\n+SHOW 1\r\n");
    }

    @Test
    void F29_what_this_state_takes_is_not_misplaced() {
        assertThat(answer("AUTH USER a\r\nSHOW 1\r\n")).isEqualTo("+USER a\r\n+TIMES 1\r\n");
        assertThat(answer("SHOW ALL\r\nSHOW 2\r\n")).isEqualTo("+ALL\r\n+SHOW 2\r\n");
    }

    @Test
    void STARTTLS_without_TLS_is_unavailable() {
        assertThat(answer("STARTTLS\r\n")).isEqualTo("-UNAVAILABLE\r\n");
        assertThat(answer("AUTH USER a\r\nSTARTTLS\r\n")).isEqualTo("+USER a\r\n-MISPLACED\r\n");
    }
}
