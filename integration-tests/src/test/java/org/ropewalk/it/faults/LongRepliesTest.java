package org.ropewalk.it.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.ClientOptions;
import org.ropewalk.client.Connection;
import org.ropewalk.client.ProtocolViolation;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** A client skips pushes and payloads that are over its bounds, where their ends are known. */
class LongRepliesTest {
    private static final String LONG = "x".repeat(60);
    private static final String BODY = "y".repeat(21);

    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final Protocol server = new Silent();
    private final List<String> mails = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    /** A server that does what the test does. */
    private static final class Silent extends Protocol {}

    @AfterEach
    void close() {
        reactor.close();
    }

    private Connection<Foreign_MailedClient> connected(ClientOptions options) {
        reactor.listen("tcp:4000", Factory.forProtocol(() -> server));
        CompletableFuture<Connection<Foreign_MailedClient>> opened =
                Foreign_MailedClient.open(
                        reactor,
                        "tcp:127.0.0.1:4000",
                        (name, text) -> mails.add(name + " " + text),
                        options);
        network.run();
        return opened.join();
    }

    private Connection<Foreign_MailedClient> listening() {
        return connected(ClientOptions.standard().undeclared(skipped::add));
    }

    private void say(String text) {
        server.transport().write(text.getBytes(ISO_8859_1));
        network.run();
    }

    /** The next call gets its own reply, and the next push its listener. */
    private void lives(Connection<Foreign_MailedClient> connection) {
        CompletableFuture<Foreign.Date> date = connection.commands().date();
        network.run();
        mails.clear();
        say("MAIL b 2\r\nab\r\n111 7\r\n");
        assertThat(date.join()).isEqualTo(new Foreign.Date(7));
        assertThat(mails).containsExactly("b ab");
    }

    private static void fails(CompletableFuture<?> call, String message) {
        assertThat(call).isDone();
        assertThatThrownBy(call::join)
                .hasCauseInstanceOf(ProtocolViolation.class)
                .cause()
                .hasMessage(message);
    }

    @Test
    void F32_aPushedLineThatIsTooLongIsSkipped() {
        Connection<Foreign_MailedClient> connection = listening();
        say("MAIL " + LONG);
        assertThat(skipped).isEmpty();
        say("\r\n");

        assertThat(skipped).containsExactly("longer than 40 bytes");
        assertThat(connection.undeclaredLines()).isEqualTo(1);
        lives(connection);
    }

    @Test
    void F32_aPushedPayloadThatIsTooLongIsSkipped() {
        Connection<Foreign_MailedClient> connection = listening();
        say("MAIL a 21\r\n" + BODY.substring(1));
        assertThat(skipped).isEmpty();
        say("y\r\nMAIL c 1\r\nz\r\n");

        assertThat(skipped).containsExactly("MAIL a 21");
        assertThat(connection.undeclaredLines()).isEqualTo(1);
        assertThat(mails).containsExactly("c z");
        lives(connection);
    }

    @Test
    void F32_itIsSkippedBeforeAReply() {
        Connection<Foreign_MailedClient> connection = listening();
        CompletableFuture<Foreign.Date> date = connection.commands().date();
        network.run();
        say("MAIL " + LONG + "\r\nMAIL a 21\r\n" + BODY + "\r\n111 7\r\n");

        assertThat(date.join()).isEqualTo(new Foreign.Date(7));
        assertThat(skipped).hasSize(2);
        lives(connection);
    }

    @Test
    void F32_withoutAListenerAPushThatIsTooLongEndsTheConnection() {
        Connection<Foreign_MailedClient> connection = connected(ClientOptions.standard());
        say("MAIL a 21\r\n" + BODY + "\r\n");

        assertThat(connection.isOpen()).isFalse();
        assertThat(mails).isEmpty();
    }

    @Test
    void F32_aPayloadWhoseEndIsTooFarAwayEndsTheConnection() {
        Connection<Foreign_MailedClient> connection = listening();
        say("MAIL a 101\r\n");

        assertThat(connection.isOpen()).isFalse();
        assertThat(skipped).isEmpty();
    }

    @Test
    void F32_aNegativeLengthOrOneOfManyDigitsIsNoPush() {
        Connection<Foreign_MailedClient> connection = listening();
        say("MAIL a -1\r\nMAIL a 99999999999999999999\r\n");

        assertThat(skipped).containsExactly("MAIL a -1", "MAIL a 99999999999999999999");
        lives(connection);
    }

    @Test
    void F32_aReplysPayloadThatIsTooLongFailsItsCallAlone() {
        Connection<Foreign_MailedClient> connection = connected(ClientOptions.standard());
        CompletableFuture<Bytes> body = connection.commands().body();
        CompletableFuture<Foreign.Date> date = connection.commands().date();
        network.run();
        say("222 follows\r\n" + BODY + "\r\n.\r\n111 7\r\n");

        fails(body, "a payload of more than 20 bytes after \"222 follows\"");
        assertThat(date.join()).isEqualTo(new Foreign.Date(7));
        lives(connection);
    }

    @Test
    void F32_anItemsPayloadThatIsTooLongFailsItsCallAfterTheLastItem() {
        Connection<Foreign_MailedClient> connection = connected(ClientOptions.standard());
        CompletableFuture<List<Foreign.Mailed.Item>> items = connection.commands().fetch();
        CompletableFuture<List<Foreign.Mailed.Item>> again = connection.commands().fetch();
        network.run();
        say("ITEM a 21\r\n" + BODY + "\r\nITEM b 1\r\nz\r\n");
        assertThat(items).isNotDone();
        say("END\r\nITEM b 1\r\nz\r\nEND\r\n");

        fails(items, "a payload of more than 20 bytes after \"ITEM a 21\"");
        assertThat(again.join()).containsExactly(new Foreign.Mailed.Item("b", Bytes.of("z")));
        lives(connection);
    }

    @Test
    void F32_aReplysPayloadWithoutAnEndEndsTheConnection() {
        Connection<Foreign_MailedClient> connection = connected(ClientOptions.standard());
        CompletableFuture<Bytes> body = connection.commands().body();
        network.run();
        say("222 follows\r\n");
        for (int i = 0; i < 100 && connection.isOpen(); i++) {
            say(BODY + "\r\n");
        }

        assertThat(body).isCompletedExceptionally();
        assertThat(connection.isOpen()).isFalse();
    }
}
