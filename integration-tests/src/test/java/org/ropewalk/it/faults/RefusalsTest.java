package org.ropewalk.it.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.ClientOptions;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.Connection;
import org.ropewalk.client.ProtocolViolation;
import org.ropewalk.examples.smtp.SmtpClient;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.tls.TlsContext;

/** Error lines that no command declares fail one call, and the connection lives on. */
class RefusalsTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final Protocol server = new Silent();
    private final List<String> news = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();
    private ClientOptions options = ClientOptions.standard();
    private final List<Throwable> refusals = new ArrayList<>();

    /** A server that does what the test does. */
    private static final class Silent extends Protocol {}

    @AfterEach
    void close() {
        reactor.close();
    }

    private void say(String text) {
        server.transport().write(text.getBytes(ISO_8859_1));
        network.run();
    }

    private CompletableFuture<Connection<Foreign_CodedClient>> opening(String greeting) {
        reactor.listen("tcp:4000", Factory.forProtocol(() -> server));
        CompletableFuture<Connection<Foreign_CodedClient>> opened =
                Foreign_CodedClient.open(
                        reactor, "tcp:127.0.0.1:4000", news::add, options.refusals(refusals::add));
        network.run();
        say(greeting);
        return opened;
    }

    private Connection<Foreign_CodedClient> connected() {
        return opening("200 hello\r\n").join();
    }

    private Connection<Foreign_TaggedClient> tagged() {
        reactor.listen("tcp:4000", Factory.forProtocol(() -> server));
        CompletableFuture<Connection<Foreign_TaggedClient>> opened =
                Foreign_TaggedClient.open(reactor, "tcp:127.0.0.1:4000", options);
        network.run();
        return opened.join();
    }

    private static void refused(CompletableFuture<?> call, String line) {
        refused(call, line, ErrorKind.REFUSED);
    }

    private static void refused(CompletableFuture<?> call, String line, ErrorKind kind) {
        assertThat(call).isDone();
        assertThatThrownBy(call::join)
                .cause()
                .isInstanceOfSatisfying(
                        CommandRejected.class,
                        why -> {
                            assertThat(why.line()).isEqualTo(line);
                            assertThat(why.kinds()).containsExactly(kind);
                        });
    }

    /** The next call gets its own reply. */
    private void lives(Connection<Foreign_CodedClient> connection) {
        CompletableFuture<Foreign.Date> date = connection.commands().date();
        network.run();
        say("111 20260101\r\n");
        assertThat(date.join()).isEqualTo(new Foreign.Date(20260101));
    }

    @Test
    void F32_inPlaceOfAReplyOfOneLine() {
        Connection<Foreign_CodedClient> connection = connected();
        CompletableFuture<Foreign.Date> first = connection.commands().date();
        CompletableFuture<Foreign.Date> second = connection.commands().date();
        network.run();
        say("503 no clock\r\n111 7\r\n");

        refused(first, "503 no clock");
        assertThat(second.join()).isEqualTo(new Foreign.Date(7));
        lives(connection);
    }

    @Test
    void F32_aLineThatAValueDoesNotFitIsNoRefusalAndEndsTheConnection() {
        Connection<Foreign_CodedClient> connection = connected();
        CompletableFuture<Foreign.Date> date = connection.commands().date();
        network.run();
        say("111 yesterday\r\n");

        assertThatThrownBy(date::join).hasCauseInstanceOf(ProtocolViolation.class);
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void F32_inPlaceOfTheHeadOfAList() {
        Connection<Foreign_CodedClient> connection = connected();
        CompletableFuture<List<String>> list = connection.commands().list();
        network.run();
        say("480 log in first\r\n");

        refused(list, "480 log in first");
        lives(connection);
    }

    @Test
    void F32_inPlaceOfAnItemOrTheEndOfAList() {
        Connection<Foreign_CodedClient> connection = connected();
        CompletableFuture<List<String>> list = connection.commands().list();
        network.run();
        say("215 list\r\n> a\r\n403 disk is gone\r\n");

        refused(list, "403 disk is gone");
        lives(connection);
        CompletableFuture<List<String>> again = connection.commands().list();
        network.run();
        say("215 list\r\n> 403 a\r\n299 end\r\n");
        assertThat(again.join()).containsExactly("403 a");
    }

    @Test
    void F32_inPlaceOfTheLineBeforeAPayload() {
        Connection<Foreign_CodedClient> connection = connected();
        CompletableFuture<Bytes> body = connection.commands().body(3);
        network.run();
        say("423 no such number\r\n");

        refused(body, "423 no such number");
        CompletableFuture<Bytes> missing = connection.commands().body(4);
        network.run();
        say("430 gone\r\n");
        assertThatThrownBy(missing::join)
                .hasCauseInstanceOf(Foreign.Missing.class)
                .cause()
                .hasMessage("gone");
        CompletableFuture<Bytes> found = connection.commands().body(5);
        network.run();
        say("222 5\r\n430 a line\r\n.\r\n");
        assertThat(found.join()).isEqualTo(Bytes.of("430 a line\r\n"));
    }

    @Test
    void F32_aDeclaredErrorKeepsItsKind() {
        Connection<Foreign_CodedClient> connection = connected();
        CompletableFuture<Foreign.Date> date = connection.commands().date();
        network.run();
        say("500 unknown\r\n");

        refused(date, "500 unknown", ErrorKind.UNKNOWN);
    }

    @Test
    void F32_linesThatOthersFollowFailOneCallOnce() {
        reactor.listen("tcp:4000", Factory.forProtocol(() -> server));
        CompletableFuture<Connection<Foreign_MarkedClient>> opened =
                Foreign_MarkedClient.open(reactor, "tcp:127.0.0.1:4000");
        network.run();
        CompletableFuture<Foreign.Date> date = opened.join().commands().date();
        CompletableFuture<Foreign.Date> next = opened.join().commands().date();
        network.run();
        say("502-it is\r\n502-not\r\n");
        assertThat(date).isNotDone();
        say("502 allowed\r\n111-now\r\n111 7\r\n");

        refused(date, "502 allowed");
        assertThat(next.join()).isEqualTo(new Foreign.Date(7));
    }

    @Test
    void F26_F32_theTextMayHaveAnyEncoding() {
        Connection<Foreign_CodedClient> connection = connected();
        CompletableFuture<Foreign.Date> date = connection.commands().date();
        network.run();
        say("503 caf\u00e9\r\n");

        refused(date, "503 caf\\xe9");
        lives(connection);
    }

    @Test
    void F32_betweenPushes() {
        Connection<Foreign_CodedClient> connection = connected();
        CompletableFuture<Foreign.Date> date = connection.commands().date();
        network.run();
        say("100 a\r\n400 no\r\n100 b\r\n");

        refused(date, "400 no");
        assertThat(news).containsExactly("a", "b");
        lives(connection);
    }

    @Test
    void F32_aMethodHasItsOwn() {
        Connection<Foreign_CodedClient> connection = connected();
        CompletableFuture<Void> mode = connection.commands().mode();
        CompletableFuture<Void> again = connection.commands().mode();
        network.run();
        say("NO such mode\r\n500 unknown\r\n");

        refused(mode, "NO such mode");
        refused(again, "500 unknown", ErrorKind.UNKNOWN);
        lives(connection);
    }

    @Test
    void F32_ofACommandThatIsNotAnsweredItReachesTheListener() {
        Connection<Foreign_CodedClient> connection = connected();
        CompletableFuture<Void> slave = connection.commands().slave();
        network.run();
        say("502 not here\r\nNO slave\r\n");

        assertThat(slave).isCompleted();
        assertThat(refusals)
                .extracting(each -> ((CommandRejected) each).line())
                .containsExactly("502 not here", "NO slave");
        lives(connection);
    }

    @Test
    void F32_aGreetingIsRefused() {
        CompletableFuture<Connection<Foreign_CodedClient>> opened = opening("400 full\r\n");

        refused(opened, "400 full");
    }

    // ---- tags

    @Test
    void F32_withTagsItFailsTheCallThatItIsFor() {
        Connection<Foreign_TaggedClient> connection = tagged();
        CompletableFuture<Void> first = connection.commands().noop();
        CompletableFuture<List<String>> second = connection.commands().list();
        CompletableFuture<Void> third = connection.commands().noop();
        network.run();
        say("2 ITEM a\r\n3 NO\r\n2 NOT now\r\n1 OK\r\n");

        refused(third, "3 NO");
        refused(second, "2 NOT now");
        assertThat(first).isCompleted();
        assertThat(connection.isOpen()).isTrue();
    }

    // ---- lines that nothing reads

    @Test
    void F25_F32_aPushThatCannotBeReadIsSkipped() {
        options = options.undeclared(skipped::add);
        Connection<Foreign_CodedClient> connection = connected();
        say("254 operators\r\n100 \u0001x\r\n100 caf\u00e9\r\n\r\n100 a\r\n");

        assertThat(skipped).containsExactly("254 operators", "100 \\x01x", "100 caf\\xe9", "");
        assertThat(connection.undeclaredLines()).isEqualTo(4);
        assertThat(news).containsExactly("a");
        lives(connection);
    }

    @Test
    void F32_inFrontOfAReplyItIsSkippedWherePushesAreDeclared() {
        options = options.undeclared(skipped::add);
        Connection<Foreign_CodedClient> connection = connected();
        CompletableFuture<Foreign.Date> date = connection.commands().date();
        network.run();
        say("254 operators\r\n111 7\r\n");

        assertThat(date.join()).isEqualTo(new Foreign.Date(7));
        assertThat(skipped).containsExactly("254 operators");
    }

    @Test
    void F32_insideAReplyItEndsTheConnection() {
        options = options.undeclared(skipped::add);
        Connection<Foreign_CodedClient> connection = connected();
        CompletableFuture<List<String>> list = connection.commands().list();
        network.run();
        say("215 list\r\n> a\r\n254 operators\r\n");

        assertThatThrownBy(list::join)
                .hasCauseInstanceOf(ProtocolViolation.class)
                .cause()
                .hasMessage("unexpected reply \"254 operators\"");
        assertThat(connection.isOpen()).isFalse();
        assertThat(skipped).isEmpty();
    }

    @Test
    void F32_inPlaceOfAReplyWithoutTagsAndPushesItEndsTheConnection() {
        reactor.listen("tcp:4000", Factory.forProtocol(() -> server));
        CompletableFuture<Connection<Foreign_MarkedClient>> opened =
                Foreign_MarkedClient.open(
                        reactor, "tcp:127.0.0.1:4000", options.undeclared(skipped::add));
        network.run();
        say("what\r\n");
        CompletableFuture<Foreign.Date> date = opened.join().commands().date();
        network.run();
        say("254 operators\r\n");

        assertThatThrownBy(date::join).hasCauseInstanceOf(ProtocolViolation.class);
        assertThat(opened.join().isOpen()).isFalse();
        assertThat(skipped).containsExactly("what");
    }

    @Test
    void F32_withoutAListenerItEndsTheConnection() {
        Connection<Foreign_CodedClient> connection = connected();
        say("254 operators\r\n");

        assertThat(connection.isOpen()).isFalse();
        assertThat(connection.closed().join())
                .hasMessage("a reply without a command: \"254 operators\"");
    }

    @Test
    void F32_withTagsItFailsItsCallAlone() {
        options = options.undeclared(skipped::add);
        Connection<Foreign_TaggedClient> connection = tagged();
        CompletableFuture<Void> first = connection.commands().noop();
        CompletableFuture<List<String>> second = connection.commands().list();
        network.run();
        say("* 3 EXISTS\r\n2 ITEM a\r\n2 WHAT\r\n2 MORE\r\n9 OK\r\n1 OK\r\n");

        assertThatThrownBy(second::join)
                .hasCauseInstanceOf(ProtocolViolation.class)
                .cause()
                .hasMessage("unexpected reply \"2 WHAT\"");
        assertThat(first).isCompleted();
        assertThat(skipped).containsExactly("* 3 EXISTS", "2 WHAT", "2 MORE", "9 OK");
        assertThat(connection.isOpen()).isTrue();
    }

    // ---- the time of one call

    @Test
    void aCallsOwnTimeEndsItAndTheConnection_asNoLaterReplyCouldBeTrusted() {
        Connection<Foreign_CodedClient> connection = connected();
        CompletableFuture<Foreign.Date> patient = connection.commands().date();
        CompletableFuture<Foreign.Date> hurried =
                connection.commands(Duration.ofMillis(1500)).date();
        network.run();
        network.advance(Duration.ofMillis(1499));
        assertThat(hurried).isNotDone();
        network.advance(Duration.ofMillis(1));

        for (CompletableFuture<?> call : List.of(patient, hurried)) {
            assertThat(call).isCompletedExceptionally();
            assertThatThrownBy(call::join)
                    .cause()
                    .isInstanceOf(TimeoutException.class)
                    .hasMessage("no reply within 1500 ms; the connection was closed");
        }
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aCallsOwnTimeCountsInPlaceOfTheProtocols() {
        Connection<Foreign_CodedClient> connection = connected();
        CompletableFuture<Foreign.Date> date = connection.commands(Duration.ofMinutes(5)).date();
        network.run();
        network.advance(Duration.ofMinutes(4));
        say("111 7\r\n");

        assertThat(date.join()).isEqualTo(new Foreign.Date(7));
        network.advance(Duration.ofMinutes(4));
        lives(connection);
    }

    @Test
    void withTagsACallsOwnTimeEndsItAlone() {
        Connection<Foreign_TaggedClient> connection = tagged();
        CompletableFuture<Void> patient = connection.commands().noop();
        CompletableFuture<Void> hurried = connection.commands(Duration.ofSeconds(1)).noop();
        network.run();
        network.advance(Duration.ofSeconds(1));

        assertThatThrownBy(hurried::join)
                .cause()
                .isInstanceOf(TimeoutException.class)
                .hasMessage("no reply within 1000 ms");
        say("2 OK\r\n1 OK\r\n");
        assertThat(patient).isCompleted();
        assertThat(connection.isOpen()).isTrue();
    }

    @Test
    void noTimeIsRefused() {
        Connection<Foreign_CodedClient> connection = connected();

        assertThatThrownBy(() -> connection.commands(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no time for a reply: PT0S");
    }

    /** RFC 5321 4.2.1: any 4yz or 5yz reply; RFC 3207 4: TLS not available. */
    @Test
    void F32_inPlaceOfRepliesOfSmtp() {
        reactor.listen("tcp:4000", Factory.forProtocol(() -> server));
        CompletableFuture<Connection<SmtpClient.Connected>> opened =
                SmtpClient.open(
                        reactor, "tcp:127.0.0.1:4000", options.tls(TlsContext.builder().build()));
        network.run();
        say("220 here\r\n");
        CompletableFuture<SmtpClient.Ready> greeted = opened.join().commands().helo("me");
        network.run();
        say("250 here\r\n");
        CompletableFuture<Void> first = greeted.join().noop();
        CompletableFuture<Void> second = greeted.join().noop();
        network.run();
        say("450 later\r\n250 Ok\r\n");
        refused(first, "450 later");
        assertThat(second).isCompleted();

        // Nothing more is sent in clear.
        CompletableFuture<Void> secured = greeted.join().startTls();
        network.run();
        say("454 TLS not available\r\n");
        refused(secured, "454 TLS not available");
        assertThat(opened.join().isOpen()).isFalse();
    }
}
