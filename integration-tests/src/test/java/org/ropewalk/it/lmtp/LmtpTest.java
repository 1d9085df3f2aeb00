package org.ropewalk.it.lmtp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.lmtp.Lmtp;
import org.ropewalk.examples.lmtp.LmtpClient;
import org.ropewalk.examples.lmtp.LmtpExample;
import org.ropewalk.examples.lmtp.LmtpFactory;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.value.Address;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.Script;
import org.ropewalk.it.real.Served;
import org.ropewalk.line.Bytes;
import org.ropewalk.testing.StringTransport;

/** The server that the declaration of LMTP became, and its client. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LmtpTest {
    @TempDir private Path directory;

    private LmtpFactory factory() {
        return LmtpExample.factory(new PostOffice(directory, "secret"));
    }

    private long mails(String user) throws Exception {
        try (Stream<Path> files = Files.list(directory.resolve(user).resolve("new"))) {
            return files.count();
        }
    }

    @Test
    void each_recipient_has_an_answer_of_his_own() {
        assertThat(
                        Script.answer(
                                this::factory,
                                "LHLO me\r\nMAIL FROM:<a@x>\r\nRCPT TO:<u1>\r\nRCPT TO:<..>\r\nRCPT TO:<u2>\r\nDATA\r\n"
                                        + "line1\r\n..dot\r\n.\r\nHELO x\r\nDATA\r\nRCPT TO:<x>\r\nQUIT\r\n",
                                text -> text.replaceAll("> \\S+ Saved", "> ID Saved")))
                .isEqualTo(
                        "220 ropewalk.example.org LMTP ready\r\n"
                                + "250-ropewalk.example.org\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n"
                                + "250-PIPELINING\r\n250 CHUNKING\r\n"
                                + "250 2.1.0 OK\r\n250 2.1.5 OK\r\n550 5.1.1 User does not exist\r\n250 2.1.5 OK\r\n"
                                + "354 OK\r\n250 2.0.0 <u1> ID Saved\r\n250 2.0.0 <u2> ID Saved\r\n"
                                + "500 5.5.1 Unknown command\r\n503 5.5.0 RCPT needed first\r\n"
                                + "503 5.5.0 MAIL needed first\r\n221 2.0.0 Bye\r\n");
    }

    /** Behind the reply to {@code LHLO}. */
    private String answer(String input) {
        String answer =
                Script.answer(
                        this::factory,
                        "LHLO me\r\n" + input,
                        text -> text.replaceAll("> \\S+ Saved", "> ID Saved"));
        return answer.substring(answer.indexOf("250 CHUNKING\r\n") + "250 CHUNKING\r\n".length());
    }

    /** RFC 3030 2: parts come with BDAT, the last one with LAST. */
    @Test
    void a_message_is_sent_in_parts() throws Exception {
        assertThat(
                        answer(
                                "MAIL FROM:<a@x>\r\nRCPT TO:<u1>\r\nRCPT TO:<u2>\r\n"
                                        + "BDAT 4\r\na\r\n.BDAT 0\r\nRCPT TO:<u3>\r\nDATA\r\n"
                                        + "BDAT 3 LAST\r\n\r\nb"))
                .isEqualTo(
                        "250 2.1.0 OK\r\n250 2.1.5 OK\r\n250 2.1.5 OK\r\n"
                                + "250 2.0.0 OK\r\n250 2.0.0 OK\r\n"
                                + "503 5.5.0 MAIL needed first\r\n503 5.5.0 RCPT needed first\r\n"
                                + "250 2.0.0 <u1> ID Saved\r\n250 2.0.0 <u2> ID Saved\r\n");
        try (Stream<Path> files = Files.list(directory.resolve("u1").resolve("new"))) {
            for (Path file : files.toList()) {
                assertThat(Files.readString(file)).isEqualTo("a\r\n.\r\nb");
            }
        }
    }

    /** RFC 5321 4.1.1.5: RSET at any time. RFC 3030 2: it drops the parts. */
    @Test
    void rset_drops_the_parts_of_a_message_and_is_taken_before_lhlo_too() {
        assertThat(
                        answer(
                                "MAIL FROM:<a@x>\r\nRCPT TO:<u1>\r\nBDAT 3\r\nabcRSET\r\n"
                                        + "BDAT 1 LAST\r\nx"))
                .isEqualTo(
                        "250 2.1.0 OK\r\n250 2.1.5 OK\r\n250 2.0.0 OK\r\n250 2.0.0 OK\r\n"
                                + "503 5.5.0 RCPT needed first\r\n");
        assertThat(Script.answer(this::factory, "RSET\r\n"))
                .isEqualTo("220 ropewalk.example.org LMTP ready\r\n250 2.0.0 OK\r\n");
    }

    /** All parts together are bounded, and each recipient learns of it. */
    @Test
    void a_message_with_too_many_parts_is_refused_for_each_recipient() {
        int part = Lmtp.MAX_SIZE / 2;
        StringTransport transport = new StringTransport().connect(blocking(factory()));
        transport.deliver(
                "LHLO me\r\nMAIL FROM:<a@x>\r\nRCPT TO:<u1>\r\nRCPT TO:<u2>\r\n"
                        .getBytes(US_ASCII));
        transport.clear();
        for (String last : List.of("", "", " LAST")) {
            transport.deliver(("BDAT " + part + last + "\r\n").getBytes(US_ASCII));
            transport.deliver(new byte[part]);
        }
        transport.deliver("NOOP\r\n".getBytes(US_ASCII));
        assertThat(transport.text())
                .isEqualTo(
                        "250 2.0.0 OK\r\n250 2.0.0 OK\r\n"
                                + "552 5.3.4 Message too big\r\n552 5.3.4 Message too big\r\n"
                                + "250 2.0.0 OK\r\n");
    }

    private static LmtpFactory blocking(LmtpFactory factory) {
        factory.blocking(Runnable::run);
        return factory;
    }

    /** RFC 2033 4.2: a reply for each recipient; where there is only one, the connection ends. */
    @Test
    void behind_a_message_that_cannot_be_taken_the_connection_ends() {
        String begin = "MAIL FROM:<a@x>\r\nRCPT TO:<u1>\r\nRCPT TO:<u2>\r\n";
        String replies = "250 2.1.0 OK\r\n250 2.1.5 OK\r\n250 2.1.5 OK\r\n";
        assertThat(answer(begin + "DATA\r\na\nb\r\n.\r\nNOOP\r\n"))
                .isEqualTo(replies + "354 OK\r\n550 5.5.2 bare CR or LF in the message\r\n");

        StringTransport transport = new StringTransport().connect(blocking(factory()));
        transport.deliver(("LHLO me\r\n" + begin).getBytes(US_ASCII));
        transport.clear();
        transport.deliver(("BDAT " + (Lmtp.MAX_SIZE + 1) + " LAST\r\n").getBytes(US_ASCII));
        transport.deliver(new byte[Lmtp.MAX_SIZE + 1]);
        transport.deliver("NOOP\r\n".getBytes(US_ASCII));
        assertThat(transport.text()).isEqualTo("552 5.3.4 Message too big\r\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    /** RFC 5321 4.1.1.11, and Dovecot 2.3: a parameter that is not known is 555. */
    @Test
    void parameters_that_are_not_known_are_refused() {
        assertThat(
                        answer(
                                "MAIL FROM:<a@x> FOO=1\r\nMAIL FROM:<a@x> SIZE=1\r\n"
                                        + "MAIL FROM:<a@x> BODY=x\r\nMAIL FROM:<a@x> body=8bitmime\r\n"
                                        + "RCPT TO:<u1> NOTIFY=NEVER\r\nRCPT TO:<u1> FOO\r\n"))
                .isEqualTo(
                        "555 5.5.4 Unsupported option: FOO=1\r\n"
                                + "555 5.5.4 Unsupported option: SIZE=1\r\n"
                                + "555 5.5.4 Unsupported option: BODY=x\r\n250 2.1.0 OK\r\n"
                                + "555 5.5.4 Unsupported option: NOTIFY=NEVER\r\n"
                                + "555 5.5.4 Unsupported option: FOO\r\n");
    }

    /** RFC 5321 4.1.2; Dovecot 2.3 takes and refuses the same. */
    @Test
    void quoted_names_may_hold_blanks_and_a_domain_is_not_empty() {
        assertThat(
                        answer(
                                "MAIL FROM:<a b@x>\r\nMAIL FROM:<a@>\r\nMAIL FROM:<\"a b\"@x>\r\n"
                                        + "RCPT TO:<\"u 1\"@x>\r\nRCPT TO:<u1@>\r\n"))
                .isEqualTo(
                        "501 5.1.7 Bad sender address syntax\r\n"
                                + "501 5.1.7 Bad sender address syntax\r\n250 2.1.0 OK\r\n"
                                + "550 5.1.1 User does not exist\r\n"
                                + "501 5.1.3 bad address syntax\r\n");
    }

    @Test
    void swaks_delivers() throws Exception {
        try (Served served = new Served(reactor -> factory())) {
            Programs.run(
                    "swaks",
                    "--protocol",
                    "LMTP",
                    "--server",
                    "127.0.0.1",
                    "--port",
                    String.valueOf(served.port()),
                    "--from",
                    "a@example.org",
                    "--to",
                    "u1@example.org,u2@example.org",
                    "--body",
                    "from swaks");
            assertThat(mails("u1")).isEqualTo(1);
            assertThat(mails("u2")).isEqualTo(1);
        }
    }

    @Test
    void the_generated_client_receives_an_outcome_for_each_recipient() throws Exception {
        try (Served served = new Served(reactor -> factory());
                Connection<LmtpClient.Connected> connection =
                        LmtpClient.open(served.reactor(), served.endpoint()).join()) {
            Lmtp.Connected connected = connection.blocking();
            Lmtp.Ready ready = connected.lhlo("me").next();
            Lmtp.Recipients given = ready.mail("a", Map.of()).rcpt(Address.parse("u1"), Map.of());
            Lmtp.Ready again = given.rcpt(Address.parse("u2"), Map.of()).rset();
            Lmtp.Recipients two =
                    again.mail("a", Map.of())
                            .rcpt(Address.parse("u3"), Map.of())
                            .rcpt(Address.parse("u4"), Map.of());
            Lmtp.Delivered delivered = two.data().message(Bytes.of("text\r\n"));
            assertThat(delivered.outcomes())
                    .extracting(Lmtp.Outcome::code)
                    .isEqualTo(List.of(250, 250));
            Lmtp.Delivered one =
                    delivered
                            .next()
                            .mail("a", Map.of())
                            .rcpt(Address.parse("u3"), Map.of())
                            .chunk(Bytes.of("two "))
                            .last(Bytes.of("chunks"));
            assertThat(one.outcomes()).hasSize(1);
            one.next().quit();
            assertThat(mails("u3")).isEqualTo(2);
        }
    }
}
