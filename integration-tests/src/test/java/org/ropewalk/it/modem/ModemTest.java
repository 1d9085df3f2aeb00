package org.ropewalk.it.modem;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.Connection;
import org.ropewalk.it.real.Served;

/** The two modems of the cookbook over sockets: servers and clients of their declarations. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ModemTest {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private static Served modem() {
        return new Served(reactor -> new ModemFactory(ModemHandler::new));
    }

    private static Served dialler() {
        return new Served(reactor -> new DiallerFactory(peer -> new DiallerHandler()));
    }

    /** What is answered to a client that ends after {@code input}. */
    private static String hold(Served served, String input) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", served.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(input.getBytes(ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private Connection<ModemClient.Modem> open(Served served) throws Exception {
        Modem.Events listener = (memory, index) -> events.add(memory + " " + index);
        return ModemClient.open(served.reactor(), served.endpoint(), listener)
                .get(20, TimeUnit.SECONDS);
    }

    // ---- the server, as a person or a program of another author sees it

    @Test
    void a_modem_asks_for_a_text_and_answers_with_empty_lines() throws Exception {
        try (Served served = modem()) {
            // The last text is not complete when the client ends.
            assertThat(
                            hold(
                                    served,
                                    "AT+CMGS=\"+49\"\rHello;\u001AAT+CMGL=\"ALL\"\rAT+CMGS=\"49\"\r"
                                            + "AT+CMGS=\"+1\"\rno"))
                    .isEqualTo(
                            "\r\n> \r\n+CMTI: \"SM\",1\r\n\r\n+CMGS: 1\r\n\r\nOK\r\n"
                                    + "\r\n+CMGL: 1,\"SENT\",\"+49\"\r\nHello;\r\n\r\nOK\r\n"
                                    + "\r\n+CMS ERROR: 304\r\n\r\n> ");
        }
    }

    @Test
    void the_commands_of_one_line_have_one_result() throws Exception {
        try (Served served = dialler()) {
            assertThat(hold(served, "AT\rATE0;+CSQ;D123\rat+csq;x;d123\rATD9\r"))
                    .isEqualTo(
                            "OK\r\n+CSQ: 17,99\r\nCONNECT\r\n+CSQ: 17,99\r\nERROR\r\nNO CARRIER\r\n");
        }
    }

    // ---- the client of the declaration

    @Test
    void a_message_is_sent_behind_the_prompt_and_listed() throws Exception {
        try (Served served = modem()) {
            Modem modem = open(served).blocking();
            assertThat(modem.list("ALL")).isEmpty();
            assertThat(modem.send("+49").text("Hello; you")).isEqualTo(1);
            assertThat(modem.send("+1").text("two words")).isEqualTo(2);
            assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("SM 1");
            assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("SM 2");
            assertThat(modem.list("ALL"))
                    .containsExactly(
                            new Modem.Message(1, "SENT", "+49", "Hello; you"),
                            new Modem.Message(2, "SENT", "+1", "two words"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "OK",
                "ERROR",
                "> ",
                "AT+CMGL=\"ALL\"",
                "+CMTI: \"SM\",9",
                "+CMGL: 7,\"x\",\"y\"",
                "a;b\"c\\",
                " blanks around ",
            })
    void a_text_is_listed_as_it_was_sent_whatever_it_looks_like(String text) throws Exception {
        try (Served served = modem()) {
            Modem modem = open(served).blocking();
            assertThat(modem.send("+49").text(text)).isEqualTo(1);
            assertThat(modem.send("+49").text("next")).isEqualTo(2);
            assertThat(modem.list("ALL"))
                    .extracting(Modem.Message::text)
                    .containsExactly(text, "next");
            assertThat(events).containsExactly("SM 1", "SM 2");
        }
    }

    @Test
    void a_number_that_is_refused_leaves_the_connection_as_it_was() throws Exception {
        try (Served served = modem()) {
            Modem modem = open(served).blocking();
            assertThatThrownBy(() -> modem.send("49"))
                    .isInstanceOfSatisfying(
                            Modem.Failed.class, failed -> assertThat(failed.code()).isEqualTo(304));
            assertThat(modem.send("+49").text("after it")).isEqualTo(1);
        }
    }

    @Test
    void what_would_not_be_read_back_is_refused_before_it_is_sent() throws Exception {
        try (Served served = modem()) {
            Modem modem = open(served).blocking();
            for (String number : List.of("+4\"9", "+4\r9")) {
                assertThatThrownBy(() -> modem.send(number))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            Modem.Sending sending = modem.send("+49");
            assertThatThrownBy(() -> sending.text("ends\u001Aearly"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(sending.text("again")).isEqualTo(1);
            assertThat(modem.list("ALL")).extracting(Modem.Message::text).containsExactly("again");
        }
    }

    /** Such a text can be sent, but no list of this declaration can have it: it has one line. */
    @Test
    void a_list_with_a_text_of_two_lines_fails_and_is_not_read_as_another() throws Exception {
        try (Served served = modem()) {
            Modem modem = open(served).blocking();
            assertThat(modem.send("+49").text("two\r\nlines")).isEqualTo(1);
            assertThatThrownBy(() -> modem.list("ALL"))
                    .isInstanceOfSatisfying(
                            CommandRejected.class,
                            rejected -> assertThat(rejected).hasMessageContaining("ERROR"));
        }
    }

    @Test
    void many_messages_are_sent_one_after_the_other() throws Exception {
        try (Served served = modem()) {
            ModemClient.Modem modem = open(served).commands();
            CompletableFuture<Integer> last = CompletableFuture.completedFuture(0);
            List<String> expected = new ArrayList<>();
            List<String> pushed = new ArrayList<>();
            for (int i = 1; i <= 200; i++) {
                String text = "text " + i;
                last =
                        last.thenCompose(before -> modem.send("+49"))
                                .thenCompose(sending -> sending.text(text));
                expected.add(text);
                pushed.add("SM " + i);
            }
            assertThat(last.get(20, TimeUnit.SECONDS)).isEqualTo(200);
            assertThat(modem.list("ALL").get(20, TimeUnit.SECONDS))
                    .extracting(Modem.Message::text)
                    .isEqualTo(expected);
            assertThat(events).containsExactlyElementsOf(pushed);
        }
    }

    @Test
    void a_client_sends_each_command_of_a_chain_in_a_line_of_its_own() throws Exception {
        try (Served served = dialler()) {
            DiallerClient dialler =
                    DiallerClient.open(served.reactor(), served.endpoint())
                            .get(20, TimeUnit.SECONDS)
                            .commands();
            CompletableFuture<Void> attention = dialler.attention();
            CompletableFuture<Void> echo = dialler.echo(0);
            CompletableFuture<Dialler.Signal> signal = dialler.signal();
            CompletableFuture<Dialler.Dialled> wrong = dialler.dial("9");
            CompletableFuture<Dialler.Dialled> right = dialler.dial("123");
            assertThat(right.get(20, TimeUnit.SECONDS)).isEqualTo(Dialler.Dialled.CONNECT);
            assertThat(wrong).isCompletedWithValue(Dialler.Dialled.NO_CARRIER);
            assertThat(signal).isCompletedWithValue(new Dialler.Signal(17, 99));
            assertThat(attention).isCompleted();
            assertThat(echo).isCompleted();
        }
    }
}
