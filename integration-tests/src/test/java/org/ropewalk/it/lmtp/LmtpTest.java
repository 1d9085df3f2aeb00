package org.ropewalk.it.lmtp;

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
                                + "250-ropewalk.example.org\r\n250-8BITMIME\r\n250-CHUNKING\r\n"
                                + "250-ENHANCEDSTATUSCODES\r\n250 PIPELINING\r\n"
                                + "250 2.1.0 OK\r\n250 2.1.5 OK\r\n550 5.1.1 User does not exist\r\n250 2.1.5 OK\r\n"
                                + "354 OK\r\n250 2.0.0 <u1> ID Saved\r\n250 2.0.0 <u2> ID Saved\r\n"
                                + "500 5.5.1 Unknown command\r\n503 5.5.0 RCPT needed first\r\n"
                                + "503 5.5.0 MAIL needed first\r\n221 2.0.0 Bye\r\n");
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
    void the_generated_client_hears_an_outcome_for_each_recipient() throws Exception {
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
                            .bdat(Bytes.of("chunk"));
            assertThat(one.outcomes()).hasSize(1);
            one.next().quit();
            assertThat(mails("u3")).isEqualTo(2);
        }
    }
}
