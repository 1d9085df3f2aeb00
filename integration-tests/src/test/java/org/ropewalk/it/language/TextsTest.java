package org.ropewalk.it.language;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;

/** Payloads that end at a line, or with the connection: on the wire, and between both sides. */
class TextsTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();

    private static final class Handler implements Texts.Desk, Texts.Feeding {
        @Override
        public int paste(String name, Bytes text) {
            return text.length();
        }

        @Override
        public String lines(List<String> text) {
            return String.join("|", text);
        }

        @Override
        public List<String> show(int count) {
            return Collections.nCopies(count, "a: b");
        }

        @Override
        public Texts.Text read(String name) throws Texts.None {
            if (name.equals("none")) {
                throw new Texts.None(name);
            }
            return new Texts.Text(
                    name, name.equals("bad") ? List.of("END") : List.of("one", "", ".x"));
        }

        @Override
        public Texts.Feeding feed() {
            return this;
        }

        @Override
        public int text(Bytes text) {
            return text.length();
        }

        @Override
        public Texts.Desk broken() {
            return this;
        }

        @Override
        public int pour(byte[] all) {
            return all.length;
        }

        @Override
        public Bytes dump(int size) {
            return Bytes.of("\r\n.\0".repeat(size));
        }

        @Override
        public List<String> finger(Optional<String> user) {
            return user.map(name -> List.of("Login: " + name, "No plan.")).orElse(List.of());
        }
    }

    private static StringTransport connect() {
        return new StringTransport().connect(new TextsFactory(peer -> new Handler()));
    }

    private static String answer(String input) {
        StringTransport whole = connect();
        whole.deliver(input.getBytes(ISO_8859_1));
        StringTransport bytewise = connect();
        for (byte one : input.getBytes(ISO_8859_1)) {
            bytewise.deliver(new byte[] {one});
        }
        assertThat(bytewise.text()).isEqualTo(whole.text());
        return whole.text();
    }

    private TextsClient.Desk client() {
        reactor.listen("tcp:4000", new TextsFactory(peer -> new Handler()));
        CompletableFuture<Connection<TextsClient.Desk>> opened =
                TextsClient.open(reactor, "tcp:127.0.0.1:4000");
        network.run();
        return opened.join().commands();
    }

    private <T> T result(CompletableFuture<T> future) {
        network.run();
        return future.join();
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    // ---- the server

    @Test
    void a_payload_ends_at_its_line_and_only_there() {
        assertThat(answer("PASTE a\r\none\r\n--\r\n-- x\r\n -- \r\n-- \r\nPASTE b\r\n-- \r\n"))
                .isEqualTo("+PASTED a 21\r\n+PASTED b 0\r\n");
    }

    @Test
    void the_lines_of_a_payload_are_a_list() {
        assertThat(answer("LINES\r\none\r\n..two\r\n\r\n.\r\nLINES\r\n.\r\n"))
                .isEqualTo("+LINES one|.two|\r\n+LINES \r\n");
    }

    @Test
    void lines_that_are_no_text_are_answered_as_a_bad_payload() {
        assertThat(answer("LINES\r\n\u00ff\r\n.\r\nLINES\r\na\r\n.\r\n"))
                .isEqualTo("-PAYLOAD bytes that are no UTF-8\r\n+LINES a\r\n");
    }

    @Test
    void a_payload_over_its_bound_is_consumed_to_its_line_and_answered_once() {
        assertThat(answer("PASTE a\r\n" + "x".repeat(100) + "\r\n-- \r\nPASTE b\r\n-- \r\n"))
                .isEqualTo("-BIG\r\n+PASTED b 0\r\n");
    }

    @Test
    void a_bare_line_end_in_a_payload_does_not_end_it() {
        assertThat(answer("PASTE a\r\nx\n-- \r\ny\r\n-- \r\nPASTE b\r\n-- \r\n"))
                .isEqualTo("-PAYLOAD bad line end in a payload\r\n+PASTED b 0\r\n");
    }

    @Test
    void a_text_without_a_line_ends_at_its_line() {
        assertThat(answer("FEED\r\na\r\nEND\r\nFEED\r\nx\ny\r\nEND\r\nSHOW 1\r\n"))
                .isEqualTo(
                        "+GO\r\n+FED 3\r\n+GO\r\n-PAYLOAD bad line end in a payload\r\n+FIELDS\r\na: b\r\n\r\n");
    }

    @Test
    void a_line_of_a_reply_that_would_end_it_is_not_written() {
        StringTransport transport = connect();

        transport.deliver("READ good\r\nREAD bad\r\n");

        assertThat(transport.text()).isEqualTo("+TEXT good\r\none\r\n\r\n.x\r\nEND\r\n");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void a_payload_that_ends_with_the_input_is_handed_on_then() {
        StringTransport transport = connect();

        transport.deliver("POUR\r\nabc\r\n.");
        assertThat(transport.text()).isEmpty();
        transport.deliverEnd();

        assertThat(transport.text()).isEqualTo("+POURED 6\r\n");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void a_payload_that_ends_with_the_input_is_not_handed_on_when_the_connection_is_lost() {
        StringTransport transport = connect();

        transport.deliver("POUR\r\nabc");
        transport.lose(new java.io.IOException("reset"));

        assertThat(transport.text()).isEmpty();
    }

    @Test
    void a_payload_that_ends_with_the_input_has_a_bound() {
        StringTransport transport = connect();

        transport.deliver("POUR\r\n" + "x".repeat(200));

        assertThat(transport.text()).isEqualTo("-BIG\r\n");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void a_reply_that_ends_with_the_connection_closes_it() {
        StringTransport transport = connect();

        transport.deliver("DUMP 2\r\nLINES\r\n.\r\n");

        assertThat(transport.text()).isEqualTo("+DUMP\r\n\r\n.\0\r\n.\0");
        assertThat(transport.isOpen()).isFalse();
    }

    // ---- both sides

    @Test
    void both_sides_agree_on_each_kind() throws Exception {
        TextsClient.Desk desk = client();

        assertThat(result(desk.paste("a", Bytes.of("one\ntwo")))).isEqualTo(10);
        assertThat(result(desk.lines(List.of(".", "", "x")))).isEqualTo(".||x");
        assertThat(result(desk.show(2))).containsExactly("a: b", "a: b");
        assertThat(result(desk.read("good")))
                .isEqualTo(new Texts.Text("good", List.of("one", "", ".x")));
        assertThatThrownBy(() -> result(desk.read("none"))).hasCauseInstanceOf(Texts.None.class);
        assertThat(result(result(desk.feed()).text(Bytes.of("x")))).isEqualTo(3);
        assertThat(result(desk.dump(2)).toString()).isEqualTo("\r\n.\0\r\n.\0");
    }

    @Test
    void a_client_refuses_a_line_that_would_end_what_it_sends() {
        TextsClient.Desk desk = client();

        assertThatThrownBy(() -> result(desk.paste("a", Bytes.of("x\n-- \nQUIT"))))
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(result(desk.show(0))).isEmpty();
    }

    @Test
    void a_reply_without_a_line_is_everything_until_the_server_closes() {
        TextsClient.Desk desk = client();
        CompletableFuture<List<String>> before = desk.show(1);

        assertThat(result(desk.finger(Optional.of("ann"))))
                .containsExactly("Login: ann", "No plan.");
        assertThat(before.join()).containsExactly("a: b");
    }

    @Test
    void nothing_is_called_after_a_payload_that_ends_with_the_connection() {
        TextsClient.Desk desk = client();
        CompletableFuture<Integer> poured = desk.pour("x".repeat(20).getBytes(UTF_8));

        CompletableFuture<List<String>> behind = desk.show(1);

        assertThat(result(poured)).isEqualTo(20);
        assertThat(behind).isCompletedExceptionally();
    }
}
