package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.smtp.SmtpExample;
import org.ropewalk.examples.smtp.SmtpFactory;
import org.ropewalk.testing.StringTransport;

/** A program that ends while a command is answered on another thread. */
class DrainTest {
    private static final String CLOSING = "421 4.3.2 ropewalk.example.org Service closing\r\n";

    @TempDir private Path directory;

    private final Deque<Runnable> blocking = new ArrayDeque<>();

    @Test
    void F64_aPayloadThatIsComingIsTakenFirst() {
        StringTransport transport = connect();
        transport.deliver("DATA\r\nte");
        transport.clear();

        transport.drain();
        transport.deliver("xt\r\n.\r\n");
        assertThat(transport.text()).isEmpty();
        finish(transport);

        assertThat(transport.text()).startsWith("250 2.0.0 Ok: queued as ").endsWith(CLOSING);
        assertThat(transport.isDisconnecting()).isTrue();
    }

    private StringTransport connect() {
        SmtpFactory factory = SmtpExample.factory(new PostOffice(directory, "secret", false));
        factory.blocking(blocking::add);
        StringTransport transport = new StringTransport().connect(factory);
        transport.deliver("HELO me\r\nMAIL FROM:<a@b.c>\r\nRCPT TO:<u@b.c>\r\n");
        return transport;
    }

    private StringTransport delivering(String behind) {
        StringTransport transport = connect();
        transport.deliver("DATA\r\ntext\r\n.\r\n" + behind);
        transport.clear();
        transport.drain();
        assertThat(transport.text()).isEmpty();
        finish(transport);
        return transport;
    }

    /** The message is stored. */
    private void finish(StringTransport transport) {
        blocking.remove().run();
        transport.runTurns();
        transport.advance(Duration.ZERO);
    }

    @Test
    void F64_theShutdownLineFollowsTheReplyThatWasAwaited() {
        StringTransport transport = delivering("");

        assertThat(transport.text()).startsWith("250 2.0.0 Ok: queued as ").endsWith(CLOSING);
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void F64_commandsThatHaveComeMeanwhileAreAnsweredFirst() {
        StringTransport transport = delivering("NOOP\r\n");

        assertThat(transport.text()).endsWith("\r\n250 2.0.0 Ok\r\n" + CLOSING);
        assertThat(transport.isDisconnecting()).isTrue();
    }
}
