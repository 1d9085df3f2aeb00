package org.ropewalk.it.pop3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.apache.commons.net.pop3.ExtendedPOP3Client;
import org.apache.commons.net.pop3.POP3Client;
import org.apache.commons.net.pop3.POP3Command;
import org.apache.commons.net.pop3.POP3MessageInfo;
import org.apache.commons.net.pop3.POP3SClient;
import org.apache.commons.net.util.TrustManagerUtils;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.eclipse.angus.mail.pop3.POP3Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.examples.mail.Maildrop;
import org.ropewalk.examples.mail.Message;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.pop3.Pop3Example;
import org.ropewalk.examples.pop3.Pop3Factory;
import org.ropewalk.it.real.Programs;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.it.real.Script;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.tls.TlsContext;

/** The server that the declaration of POP3 became, with clients that others wrote. */
class Pop3Test {
    private static final Path TLS = Path.of("..", "runtime", "src", "test", "resources", "tls");
    private static final String FIRST = "Subject: one\r\n\r\n.dotted\r\nfree\r\n..\r\n.\r\nend\r\n";
    private static final String SECOND = "Subject: two\r\n\r\n" + "0123456789\r\n".repeat(20_000);

    @TempDir private Path directory;
    private Maildrop drop;
    private Pop3Factory factory;
    private String first;
    private String second;
    private final Reactor reactor = RealReactors.create();
    private Port port;

    @BeforeEach
    void start() {
        PostOffice office = new PostOffice(directory, "secret word");
        drop = office.drop("ann").orElseThrow();
        first = drop.deliver(Bytes.of(FIRST));
        second = drop.deliver(Bytes.of(SECOND));
        factory = Pop3Example.factory(office);
        factory.tls(TlsContext.server(TLS.resolve("server.pem"), TLS.resolve("server.key")));
        port = reactor.listen("tcp:port=0:interface=127.0.0.1", factory);
        reactor.start();
    }

    @AfterEach
    void stop() {
        reactor.close();
    }

    private InetSocketAddress address() {
        return (InetSocketAddress) port.getHost();
    }

    private <C extends POP3Client> C connect(C client) throws IOException {
        client.setDefaultTimeout(20_000);
        client.connect(address().getAddress(), address().getPort());
        return client;
    }

    private POP3Client login() throws IOException {
        POP3Client client = connect(new POP3Client());
        assertThat(client.login("ann", "secret word")).as(client.getReplyString()).isTrue();
        return client;
    }

    private static String read(Reader text) throws IOException {
        try (text) {
            StringWriter all = new StringWriter();
            text.transferTo(all);
            return all.toString();
        }
    }

    @Test
    void commons_net_lists_and_reads_mail() throws Exception {
        POP3Client client = login();

        assertThat(client.status().number).isEqualTo(2);
        assertThat(client.status().size).isEqualTo(FIRST.length() + SECOND.length());
        assertThat(Arrays.stream(client.listMessages()).map(info -> info.size))
                .containsExactly(FIRST.length(), SECOND.length());
        assertThat(Arrays.stream(client.listUniqueIdentifiers()).map(info -> info.identifier))
                .containsExactly(first, second);
        assertThat(read(client.retrieveMessage(1))).isEqualTo(FIRST);
        assertThat(read(client.retrieveMessage(2))).isEqualTo(SECOND);
        assertThat(read(client.retrieveMessageTop(1, 1)))
                .isEqualTo("Subject: one\r\n\r\n.dotted\r\n");
        POP3MessageInfo none = client.listMessage(3);
        assertThat(none).isNull();
        assertThat(client.logout()).isTrue();
    }

    @Test
    void deleted_messages_are_removed_after_quit_and_only_then() throws Exception {
        POP3Client leaves = login();
        assertThat(leaves.deleteMessage(1)).isTrue();
        assertThat(leaves.listMessages()).hasSize(1);
        assertThat(leaves.reset()).isTrue();
        assertThat(leaves.listMessages()).hasSize(2);
        assertThat(leaves.deleteMessage(1)).isTrue();
        assertThat(drop.messages()).hasSize(2);

        assertThat(leaves.logout()).isTrue();

        assertThat(drop.messages()).extracting(Message::name).containsExactly(second);
    }

    @Test
    void one_session_at_a_time_reads_a_drop() throws Exception {
        POP3Client first = login();
        POP3Client second = connect(new POP3Client());
        assertThat(second.login("ann", "secret word")).isFalse();
        assertThat(second.getReplyString()).startsWith("-ERR [IN-USE] ");

        first.disconnect();

        // The end of the first connection is a turn of the reactor's own.
        while (!second.login("ann", "secret word")) {
            assertThat(second.getReplyString()).startsWith("-ERR [IN-USE] ");
        }
        assertThat(second.logout()).isTrue();
    }

    /** RFC 1939 6: the lock is released, then the reply is sent. */
    @Test
    void F60_theDropIsFreeWhenQuitIsAnswered() throws Exception {
        POP3Client first = login();
        first.sendCommand(POP3Command.QUIT);
        assertThat(first.getReplyString()).startsWith("+OK");

        POP3Client second = login();
        first.disconnect();

        POP3Client third = connect(new POP3Client());
        assertThat(third.login("ann", "secret word")).isFalse();
        assertThat(second.logout()).isTrue();
    }

    /** Maildir: a reader moves files from new to cur, and puts flags behind their names. */
    @Test
    void F60_aMessageThatWasRenamedMeanwhileIsReadAndDeleted() throws Exception {
        POP3Client client = login();
        Message message = drop.messages().get(0);
        Path renamed =
                message.file().resolveSibling("../cur/" + message.file().getFileName() + ":2,S");
        Files.move(message.file(), renamed);

        assertThat(read(client.retrieveMessage(1))).isEqualTo(FIRST);
        assertThat(client.deleteMessage(1)).isTrue();
        assertThat(client.logout()).isTrue();

        assertThat(drop.messages()).extracting(Message::name).containsExactly(second);
    }

    @Test
    void F60_aMessageThatWasRemovedMeanwhileIsRefused() throws Exception {
        POP3Client client = login();
        Files.delete(drop.messages().get(0).file());

        assertThat(client.retrieveMessage(1)).isNull();
        assertThat(client.getReplyString()).isEqualTo("-ERR no such message\r\n");
        assertThat(client.retrieveMessageTop(1, 1)).isNull();
        assertThat(read(client.retrieveMessage(2))).isEqualTo(SECOND);
        assertThat(client.deleteMessage(1)).isTrue();
        assertThat(client.logout()).isTrue();
    }

    /** RFC 5034 6: the line behind a challenge may be empty. */
    @Test
    void F60_anEmptyAnswerToAChallengeIsNoCredentials() throws Exception {
        POP3Client client = connect(new POP3Client());
        client.sendCommand("AUTH PLAIN");
        client.sendCommand("");
        assertThat(client.getReplyString()).isEqualTo("-ERR not three parts between NULs\r\n");
        assertThat(client.login("ann", "secret word")).isTrue();
    }

    @Test
    void a_wrong_password_leaves_the_session_where_it_is() throws Exception {
        POP3Client client = connect(new POP3Client());

        assertThat(client.login("ann", "guess")).isFalse();
        assertThat(client.getReplyString()).startsWith("-ERR [AUTH] ");
        assertThat(client.status()).isNull();
        assertThat(client.login("ann", "secret word")).isTrue();
    }

    @Test
    void commons_net_answers_a_challenge() throws Exception {
        ExtendedPOP3Client client = connect(new ExtendedPOP3Client());

        assertThat(client.auth(ExtendedPOP3Client.AUTH_METHOD.PLAIN, "ann", "secret word"))
                .as(client.getReplyString())
                .isTrue();
        client.setState(ExtendedPOP3Client.TRANSACTION_STATE);
        assertThat(client.status().number).isEqualTo(2);
    }

    @Test
    void commons_net_secures_the_session() throws Exception {
        X509TrustManager anybody = TrustManagerUtils.getAcceptAllTrustManager();
        POP3SClient client = new POP3SClient(false);
        client.setTrustManager(anybody);
        connect(client);
        assertThat(client.capa()).isTrue();
        assertThat(client.getReplyStrings()).contains("STLS");

        assertThat(client.execTLS()).isTrue();

        assertThat(client.capa()).isTrue();
        assertThat(client.getReplyStrings()).doesNotContain("STLS");
        assertThat(client.login("ann", "secret word")).isTrue();
        assertThat(read(client.retrieveMessage(2))).isEqualTo(SECOND);
    }

    // ---- Jakarta Mail

    private Store jakarta(String... settings) throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.pop3.port", String.valueOf(address().getPort()));
        properties.put("mail.pop3.timeout", "20000");
        properties.put("mail.pop3.ssl.trust", "*");
        properties.put("mail.pop3.ssl.checkserveridentity", "false");
        for (int i = 0; i < settings.length; i += 2) {
            properties.put(settings[i], settings[i + 1]);
        }
        Store store = Session.getInstance(properties).getStore("pop3");
        store.connect("127.0.0.1", "ann", "secret word");
        return store;
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void jakarta_mail_reads_and_deletes(String tls) throws Exception {
        try (Store store =
                jakarta(
                        "mail.pop3.starttls.enable",
                        tls,
                        "mail.pop3.starttls.required",
                        tls,
                        "mail.pop3.disabletop",
                        "false")) {
            assertThat(((POP3Store) store).capabilities()).containsKeys("UIDL", "TOP", "SASL");
            POP3Folder inbox = (POP3Folder) store.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            assertThat(inbox.getMessageCount()).isEqualTo(2);
            assertThat(inbox.getUID(inbox.getMessage(1))).isEqualTo(first);
            assertThat(inbox.getSizes()).containsExactly(FIRST.length(), SECOND.length());
            assertThat(inbox.getMessage(1).getSubject()).isEqualTo("one");
            assertThat(inbox.getMessage(1).getContent())
                    .isEqualTo(FIRST.substring(FIRST.indexOf(".dotted")));
            inbox.getMessage(2).setFlag(Flags.Flag.DELETED, true);
            inbox.close(true);
        }
        assertThat(drop.messages()).extracting(Message::name).containsExactly(first);
    }

    @Test
    void jakarta_mail_reports_a_wrong_password() {
        assertThatThrownBy(
                        () -> {
                            try (Store store =
                                    Session.getInstance(new Properties()).getStore("pop3")) {
                                store.connect("127.0.0.1", address().getPort(), "ann", "guess");
                            }
                        })
                .isInstanceOf(AuthenticationFailedException.class)
                .hasMessageContaining("[AUTH]");
    }

    // ---- poplib

    @Test
    void pythons_poplib_lists_reads_and_deletes() throws Exception {
        Path script =
                Files.writeString(
                        directory.resolve("read.py"),
                        """
                        import poplib, ssl, sys
                        box = poplib.POP3("127.0.0.1", int(sys.argv[1]), timeout=20)
                        assert "STLS" in box.capa(), box.capa()
                        box.stls(context=ssl._create_unverified_context())
                        assert "STLS" not in box.capa(), box.capa()
                        box.user("ann")
                        try:
                            box.pass_("guess")
                            assert False, "a wrong password is taken"
                        except poplib.error_proto as refusal:
                            assert b"[AUTH]" in refusal.args[0], refusal
                        box.user("ann")
                        box.pass_("secret word")
                        assert box.stat()[0] == 2, box.stat()
                        assert len(box.list()[1]) == 2
                        assert box.uidl()[1][0].split()[1].decode() == sys.argv[2]
                        assert box.retr(1)[1][2:] == [b".dotted", b"free", b"..", b".", b"end"], box.retr(1)
                        assert box.top(1, 1)[1] == [b"Subject: one", b"", b".dotted"], box.top(1, 1)
                        box.dele(2)
                        try:
                            box.retr(2)
                            assert False, "a deleted message is read"
                        except poplib.error_proto:
                            pass
                        box.noop()
                        box.rset()
                        box.dele(1)
                        box.quit()
                        """);
        Programs.run("python3", script.toString(), String.valueOf(address().getPort()), first);

        assertThat(drop.messages()).extracting(Message::name).containsExactly(second);
    }

    // ---- curl

    private static String curl(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("curl", "-sS", "-m", "20"));
        command.addAll(List.of(arguments));
        return Programs.run(command.toArray(String[]::new));
    }

    private String url(String path) {
        return "pop3://127.0.0.1:" + address().getPort() + path;
    }

    @Test
    void curl_reads_mail() throws Exception {
        assertThat(curl("-u", "ann:secret word", url("/1"))).isEqualTo(FIRST);
        assertThat(curl("-u", "ann:secret word", url("/2"))).isEqualTo(SECOND);
        assertThat(curl("-u", "ann:secret word", url("/")))
                .isEqualTo("1 " + FIRST.length() + "\r\n2 " + SECOND.length() + "\r\n");
    }

    @Test
    void curl_insists_on_tls() throws Exception {
        assertThat(curl("--ssl-reqd", "-k", "-u", "ann:secret word", url("/1"))).isEqualTo(FIRST);
    }

    @Test
    void plain_text_after_stls_is_never_handled() throws Exception {
        SSLContext anybody = SSLContext.getInstance("TLS");
        anybody.init(null, new TrustManager[] {TrustManagerUtils.getAcceptAllTrustManager()}, null);
        try (Socket socket = new Socket(address().getAddress(), address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write("STLS\r\nUSER ann\r\nNOO".getBytes(US_ASCII));
            assertThat(line(socket)).isEqualTo("+OK Ropewalk's POP3 ready");
            assertThat(line(socket)).isEqualTo("+OK begin TLS");

            Socket secured =
                    anybody.getSocketFactory().createSocket(socket, "localhost", 110, false);
            secured.getOutputStream().write("NOOP\r\nPASS secret word\r\n".getBytes(US_ASCII));

            assertThat(line(secured)).isEqualTo("-ERR not in this state");
            assertThat(line(secured)).startsWith("-ERR [AUTH]");
        }
    }

    /** RFC 1939 5 and 7; Dovecot 2.3 refuses the same. */
    @Test
    void noop_needs_a_login_and_top_a_number_of_lines_that_is_not_negative() {
        String answer =
                Script.answer(
                        () -> Pop3Example.factory(new PostOffice(directory, "secret word")),
                        "NOOP\r\nUSER bob\r\nPASS secret word\r\nNOOP\r\nTOP 1 -1\r\nQUIT\r\n");
        assertThat(answer)
                .isEqualTo(
                        "+OK Ropewalk's POP3 ready\r\n-ERR not in this state\r\n"
                                + "+OK whose password is?\r\n+OK logged in\r\n+OK\r\n"
                                + "-ERR a negative number of lines\r\n+OK bye\r\n");
    }

    /** RFC 3206 6: whoever sends the code AUTH says so in its capabilities. */
    @Test
    void the_codes_of_refusals_are_advertised() throws Exception {
        ExtendedPOP3Client client = connect(new ExtendedPOP3Client());
        client.sendCommand("CAPA");
        client.getAdditionalReply();
        assertThat(client.getReplyStrings()).contains("RESP-CODES", "AUTH-RESP-CODE");
    }

    /** The next line, and not a byte more. */
    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = socket.getInputStream().read();
                b >= 0 && b != '\n';
                b = socket.getInputStream().read()) {
            line.append((char) b);
        }
        return line.toString().stripTrailing();
    }
}
