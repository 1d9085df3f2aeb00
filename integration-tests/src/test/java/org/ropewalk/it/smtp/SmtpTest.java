package org.ropewalk.it.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.client.ClientOptions;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.pop3.Pop3Example;
import org.ropewalk.examples.smtp.Smtp;
import org.ropewalk.examples.smtp.SmtpClient;
import org.ropewalk.examples.smtp.SmtpExample;
import org.ropewalk.examples.smtp.SmtpFactory;
import org.ropewalk.examples.value.Address;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.it.real.Script;
import org.ropewalk.it.real.Served;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.tls.TlsContext;

/** The server that the declaration of SMTP became, and its client. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SmtpTest {
    private static final Path TLS = Path.of("..", "runtime", "src", "test", "resources", "tls");
    private static final String TEXT = "Subject: one\r\n\r\n.dotted\r\nfree\r\n..\r\nend\r\n";

    @TempDir private Path directory;

    private SmtpFactory factory() {
        SmtpFactory factory = SmtpExample.factory(new PostOffice(directory, "secret"));
        factory.tls(TlsContext.server(TLS.resolve("server.pem"), TLS.resolve("server.key")));
        return factory;
    }

    private Served serve() {
        return new Served(reactor -> factory());
    }

    /** All mail of a user, as it lies on disk. */
    private List<String> mail(String user) throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve(user).resolve("new"))) {
            return files.sorted()
                    .map(
                            file -> {
                                try {
                                    return Files.readString(file);
                                } catch (IOException e) {
                                    throw new AssertionError(e);
                                }
                            })
                    .toList();
        }
    }

    // ---- clients that others wrote

    private static Properties mailProperties(Served served, String... pairs) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(served.port()));
        properties.put("mail.smtp.timeout", "20000");
        for (int i = 0; i < pairs.length; i += 2) {
            properties.put(pairs[i], pairs[i + 1]);
        }
        return properties;
    }

    private static MimeMessage message(Session session) throws Exception {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress("a@example.org"));
        message.setRecipients(Message.RecipientType.TO, "u1@example.org, u2@example.org");
        message.setSubject("Grüße");
        message.setText("Hello\n.\n.dot\nend\n", "utf-8");
        return message;
    }

    @Test
    void jakarta_mail_sends_by_tls_and_reads_it_back_by_pop3() throws Exception {
        try (Served served = serve();
                Served pop3 =
                        new Served(
                                reactor ->
                                        Pop3Example.factory(new PostOffice(directory, "secret")))) {
            Session session =
                    Session.getInstance(
                            mailProperties(
                                    served,
                                    "mail.smtp.starttls.enable",
                                    "true",
                                    "mail.smtp.starttls.required",
                                    "true",
                                    "mail.smtp.ssl.trust",
                                    "*",
                                    "mail.smtp.ssl.checkserveridentity",
                                    "false",
                                    "mail.smtp.auth",
                                    "true"));
            Transport.send(message(session), "u1", "secret");

            Properties properties = new Properties();
            properties.put("mail.pop3.timeout", "20000");
            Store store = Session.getInstance(properties).getStore("pop3");
            store.connect("127.0.0.1", pop3.port(), "u2", "secret");
            Folder inbox = store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            assertThat(inbox.getMessageCount()).isEqualTo(1);
            assertThat(inbox.getMessage(1).getSubject()).isEqualTo("Grüße");
            assertThat(inbox.getMessage(1).getContent()).isEqualTo("Hello\r\n.\r\n.dot\r\nend\r\n");
            inbox.getMessage(1).setFlag(jakarta.mail.Flags.Flag.DELETED, true);
            inbox.close(true);
            store.close();
            assertThat(mail("u2")).isEmpty();
            assertThat(mail("u1")).hasSize(1);
        }
    }

    @Test
    void jakarta_mail_logs_in_by_login_and_reports_a_wrong_password() throws Exception {
        try (Served served = serve()) {
            Session session =
                    Session.getInstance(
                            mailProperties(
                                    served,
                                    "mail.smtp.auth",
                                    "true",
                                    "mail.smtp.auth.mechanisms",
                                    "LOGIN"));
            Transport.send(message(session), "u1", "secret");
            assertThat(mail("u1")).hasSize(1);
            assertThat(catchThrowable(() -> Transport.send(message(session), "u1", "guess")))
                    .isInstanceOf(jakarta.mail.AuthenticationFailedException.class);
        }
    }

    @Test
    void swaks_sends() throws Exception {
        try (Served served = serve()) {
            String port = String.valueOf(served.port());
            Programs.run(
                    "swaks",
                    "--server",
                    "127.0.0.1",
                    "--port",
                    port,
                    "--from",
                    "a@example.org",
                    "--to",
                    "u1@example.org",
                    "--auth",
                    "PLAIN",
                    "--auth-user",
                    "u1",
                    "--auth-password",
                    "secret",
                    "--body",
                    "from swaks",
                    "--pipeline");
            assertThat(mail("u1")).singleElement().asString().contains("from swaks");
        }
    }

    @Test
    void curl_sends() throws Exception {
        Path letter = Files.writeString(directory.resolve("letter"), TEXT);
        try (Served served = serve()) {
            Programs.run(
                    "curl",
                    "-sS",
                    "-m",
                    "20",
                    "--ssl-reqd",
                    "-k",
                    "-u",
                    "u1:secret",
                    "smtp://127.0.0.1:" + served.port(),
                    "--mail-from",
                    "a@example.org",
                    "--mail-rcpt",
                    "u1@example.org",
                    "-T",
                    letter.toString());
            assertThat(mail("u1")).containsExactly(TEXT);
        }
    }

    @Test
    void pythons_smtplib_sends() throws Exception {
        try (Served served = serve()) {
            Path script =
                    Files.writeString(
                            directory.resolve("send.py"),
                            """
                            import smtplib, ssl, sys
                            context = ssl._create_unverified_context()
                            server = smtplib.SMTP("127.0.0.1", int(sys.argv[1]), timeout=20)
                            server.starttls(context=context)
                            server.login("u1", "secret")
                            server.sendmail("a@example.org", ["u1@example.org"], "Subject: x\\r\\n\\r\\n.dot\\r\\n", ["body=8bitmime"])
                            server.quit()
                            """);
            Programs.run("python3", script.toString(), String.valueOf(served.port()));
            assertThat(mail("u1")).containsExactly("Subject: x\r\n\r\n.dot\r\n");
        }
    }

    // ---- transcripts

    private String answer(String input) {
        return Script.answer(
                this::factory, input, text -> text.replaceAll("queued as \\S+", "queued as ID"));
    }

    private static final String EHLO =
            "250-ropewalk.example.org\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-ENHANCEDSTATUSCODES\r\n250-SMTPUTF8\r\n"
                    + "250-SIZE 10000000\r\n250-AUTH PLAIN LOGIN\r\n250-STARTTLS\r\n250 CHUNKING\r\n";
    private static final String GREETING = "220 ropewalk.example.org ESMTP ready\r\n";

    @Test
    void order_and_syntax_errors_are_answered_as_postfix_answers_them() {
        assertThat(
                        answer(
                                "FOO\r\nHELO\r\nMAIL FROM:<a@x.org>\r\nEHLO me\r\nDATA\r\nRCPT TO:<b@y.org>\r\nMAIL\r\n"
                                        + "MAIL FROM:<a@x.org> FOO=1\r\nMAIL FROM:<a@x.org>\r\nMAIL FROM:<a@x.org>\r\n"
                                        + "RCPT\r\nRSET\r\nMAIL FROM:<a@x.org> SIZE=99999999\r\n\r\nSTARTTLS x\r\nQUIT\r\n"))
                .isEqualTo(
                        GREETING
                                + "500 5.5.2 Error: command not recognized\r\n501 Syntax: HELO hostname\r\n"
                                + "503 5.5.1 Error: send HELO first\r\n"
                                + EHLO
                                + "503 5.5.1 Error: need RCPT command\r\n503 5.5.1 Error: need MAIL command\r\n"
                                + "501 5.5.4 Syntax: MAIL FROM:<address>\r\n555 5.5.4 Unsupported option: FOO=1\r\n"
                                + "250 2.1.0 Ok\r\n503 5.5.1 Error: nested MAIL command\r\n"
                                + "501 5.5.4 Syntax: RCPT TO:<address>\r\n250 2.0.0 Ok\r\n"
                                + "552 5.3.4 Message size exceeds fixed limit\r\n500 5.5.2 Error: bad syntax\r\n"
                                + "501 5.5.4 Syntax: STARTTLS\r\n221 2.0.0 Bye\r\n");
    }

    @Test
    void batches_go_through_in_one_write() throws Exception {
        assertThat(
                        answer(
                                "EHLO me\r\nMAIL FROM:<a@x.org>\r\nRCPT TO:<u1@y.org>\r\nRCPT TO:<u2@y.org>\r\nDATA\r\n"
                                        + "Subject: t\r\n\r\n..dot\r\n.\r\nMAIL FROM:<>\r\nRCPT TO:<u1@y.org>\r\nRSET\r\nQUIT\r\n"))
                .isEqualTo(
                        GREETING
                                + EHLO
                                + "250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n250 2.1.5 Ok\r\n354 End data with <CR><LF>.<CR><LF>\r\n"
                                + "250 2.0.0 Ok: queued as ID\r\n250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n250 2.0.0 Ok\r\n221 2.0.0 Bye\r\n");
        assertThat(mail("u2")).isNotEmpty().allMatch("Subject: t\r\n\r\n.dot\r\n"::equals);
    }

    @Test
    void chunks_are_counted_and_swallowed_where_they_are_refused() throws Exception {
        assertThat(
                        answer(
                                "EHLO me\r\nMAIL FROM:<a@x.org>\r\nRCPT TO:<u1@y.org>\r\nBDAT 12\r\nSubject: h\r\n"
                                        + "BDAT 6 LAST\r\n\r\n.\r\nxBDAT 3 LAST\r\nabcQUIT\r\n"))
                .isEqualTo(
                        GREETING
                                + EHLO
                                + "250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n250 2.0.0 Ok\r\n250 2.0.0 Ok: queued as ID\r\n"
                                + "503 5.5.1 Error: need RCPT command\r\n221 2.0.0 Bye\r\n");
        assertThat(mail("u1")).isNotEmpty().allMatch("Subject: h\r\n\r\n.\r\nx"::equals);
    }

    @Test
    void a_message_with_a_bare_line_end_is_refused_and_the_session_continues() {
        assertThat(
                        answer(
                                "HELO me\r\nMAIL FROM:<a@x.org>\r\nRCPT TO:<u1@y.org>\r\nDATA\r\na\n.\nb\r\n.\r\n"
                                        + "DATA\r\nMAIL FROM:<a@x.org>\r\nNOOP\r\n"))
                .isEqualTo(
                        GREETING
                                + "250 ropewalk.example.org\r\n250 2.1.0 Ok\r\n250 2.1.5 Ok\r\n"
                                + "354 End data with <CR><LF>.<CR><LF>\r\n550 5.5.2 Error: bare CR or LF in the message\r\n"
                                + "503 5.5.1 Error: need RCPT command\r\n250 2.1.0 Ok\r\n250 2.0.0 Ok\r\n");
    }

    @Test
    void a_client_that_vanishes_in_a_message_leaves_nothing_and_takes_nothing() throws Exception {
        String begin = "HELO me\r\nMAIL FROM:<a@x.org>\r\nRCPT TO:<u1@y.org>\r\n";
        answer(
                begin
                        + "DATA\r\nwhole\r\n.\r\n"
                        + "MAIL FROM:<a@x.org>\r\nRCPT TO:<u1@y.org>\r\nDATA\r\npart\r\n.");
        assertThat(mail("u1")).isNotEmpty().allMatch("whole\r\n"::equals);
    }

    @Test
    void an_attempt_to_log_in_may_be_given_up_and_garbage_is_refused() {
        assertThat(
                        answer(
                                "EHLO me\r\nAUTH PLAIN\r\n!!\r\nAUTH PLAIN\r\n*\r\n"
                                        + "AUTH PLAIN AHUxAGd1ZXNz\r\nAUTH FOO\r\n"
                                        + "AUTH LOGIN\r\ndTE=\r\nc2VjcmV0\r\nNOOP x y\r\n"))
                .isEqualTo(
                        GREETING
                                + EHLO
                                + "334 \r\n501 5.5.2 Error: cannot decode the answer\r\n334 \r\n501 5.7.0 Authentication cancelled\r\n"
                                + "535 5.7.8 Error: authentication failed\r\n504 5.5.4 Unrecognized authentication type\r\n"
                                + "334 VXNlcm5hbWU6\r\n334 UGFzc3dvcmQ6\r\n235 2.7.0 Authentication successful\r\n"
                                + "250 2.0.0 Ok\r\n");
    }

    // ---- the generated client

    private static final Smtp.MailOptions NO_OPTIONS =
            new Smtp.MailOptions(Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

    private static Smtp.Ready deliver(Smtp.Ready ready, String text) throws Exception {
        Smtp.Recipients recipients =
                ready.mail("a@example.org", NO_OPTIONS)
                        .rcpt(Address.parse("u1@example.org"), Map.of());
        return recipients.data().message(Bytes.of(text)).next();
    }

    @Test
    void the_generated_client_visits_all_states_over_tls() throws Exception {
        ClientOptions options =
                ClientOptions.standard()
                        .tls(
                                TlsContext.builder()
                                        .trust(TLS.resolve("ca.pem"))
                                        .serverName("localhost")
                                        .build());
        try (Served served = serve();
                Connection<SmtpClient.Connected> connection =
                        SmtpClient.open(served.reactor(), served.endpoint(), options)
                                .get(20, TimeUnit.SECONDS)) {
            Smtp.Connected connected = connection.blocking();
            Smtp.Hello hello = connected.ehlo("me");
            assertThat(hello.capabilities().has("starttls")).isTrue();
            assertThat(hello.capabilities().arguments("SIZE")).contains("10000000");
            hello.next().startTls();
            assertThat(catchThrowable(() -> hello.next().rset()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("startTls");
            Smtp.Hello secured = connected.ehlo("me");
            assertThat(secured.capabilities().has("STARTTLS")).isFalse();
            Smtp.Step step = secured.next().auth("LOGIN", Optional.empty());
            Smtp.Step.Challenge user = (Smtp.Step.Challenge) step;
            assertThat(user.challenge().text()).isEqualTo("Username:");
            Smtp.Step.Challenge password =
                    (Smtp.Step.Challenge)
                            user.next().respond(new org.ropewalk.examples.value.Base64Text("u1"));
            Smtp.Step.LoggedIn in =
                    (Smtp.Step.LoggedIn)
                            password.next()
                                    .respond(new org.ropewalk.examples.value.Base64Text("secret"));
            Smtp.Ready ready = deliver(in.next(), TEXT);
            Smtp.Ready again =
                    ready.mail("a@example.org", NO_OPTIONS)
                            .rcpt(Address.parse("u1@example.org"), Map.of())
                            .chunk(Bytes.of("Subject: "))
                            .last(Bytes.of("two\r\n"))
                            .next();
            Throwable refused =
                    catchThrowable(
                            () ->
                                    again.mail(
                                            "a",
                                            new Smtp.MailOptions(
                                                    Optional.of(BigInteger.valueOf(99_999_999)),
                                                    Optional.empty(),
                                                    Optional.empty(),
                                                    Map.of())));
            assertThat(refused).isInstanceOf(Smtp.Refused.class);
            assertThat(((Smtp.Refused) refused).code()).isEqualTo(552);
            again.quit();
            assertThat(mail("u1")).containsExactly(TEXT, "Subject: two\r\n");
        }
    }

    @Test
    void an_error_leads_to_the_state_that_is_declared() throws Exception {
        try (Served served =
                        new Served(
                                reactor -> {
                                    SmtpFactory factory = factory();
                                    factory.limits(limits -> limits.withPayload(10));
                                    return factory;
                                });
                Connection<SmtpClient.Connected> connection =
                        SmtpClient.open(served.reactor(), served.endpoint())
                                .get(20, TimeUnit.SECONDS)) {
            Smtp.Connected connected = connection.blocking();
            Smtp.Body body =
                    connected
                            .helo("me")
                            .mail("a", NO_OPTIONS)
                            .rcpt(Address.parse("u1"), Map.of())
                            .data();
            Throwable refused =
                    catchThrowable(() -> body.message(Bytes.of("more than ten bytes\r\n")));
            assertThat(refused).isInstanceOf(Smtp.Dropped.class);
            Smtp.Ready next = ((Smtp.Dropped) refused).next();
            assertThat(deliver(next, "short\r\n")).isNotNull();
            assertThat(mail("u1")).containsExactly("short\r\n");
        }
    }

    @Test
    void the_generated_client_delivers_to_a_real_server() throws Exception {
        try (RealProcess real =
                        RealProcess.start(
                                "smtp-sink",
                                port -> List.of("-u", "nobody", "127.0.0.1:" + port, "16"));
                Reactor reactor = RealReactors.create()) {
            reactor.start();
            try (Connection<SmtpClient.Connected> connection =
                    SmtpClient.open(reactor, real.endpoint()).get(20, TimeUnit.SECONDS)) {
                Smtp.Connected connected = connection.blocking();
                Smtp.Hello hello = connected.ehlo("me");
                assertThat(hello.capabilities().lines()).isNotEmpty();
                Smtp.Ready ready = deliver(hello.next(), TEXT);
                deliver(ready, "Subject: again\r\n").quit();
            }
        }
    }
}
