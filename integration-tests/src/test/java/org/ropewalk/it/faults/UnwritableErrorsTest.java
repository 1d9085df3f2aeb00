package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.server.CloseReason;
import org.ropewalk.testing.StringTransport;

/** A reply to an error that cannot be written is a failure, which has a reply of its own. */
class UnwritableErrorsTest {
    private final CompletableFuture<Void> given = new CompletableFuture<>();
    private final NamedFactory factory = new NamedFactory(peer -> new Handler());

    private final class Handler implements Named {
        @Override
        public String name() {
            throw new IllegalStateException("no name");
        }

        @Override
        public CompletionStage<Void> give(int number) {
            return given;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"WHAT", "GIVE x", "GIVE \u0001"})
    void F5_theReplyToAFailureFollows(String line) {
        StringTransport transport = new StringTransport().connect(factory);

        transport.deliver(line + "\r\nGIVE 1\r\n");
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("HELLO\r\nFAILED\r\n");
        assertThat(transport.isDisconnecting()).isTrue();
        transport.finish();
        assertThat(factory.endings(CloseReason.FAILED)).isEqualTo(1);
    }

    @Test
    void F5_theReplyToALineThatIsTooLong() {
        factory.limits(limits -> limits.withLine(8));
        StringTransport transport = new StringTransport().connect(factory);

        transport.deliver("GIVE 123456789\r\nGIVE 1\r\n");

        assertThat(transport.text()).isEqualTo("HELLO\r\nFAILED\r\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void F5_itFollowsTheRepliesThatWait() {
        StringTransport transport = new StringTransport().connect(factory);

        transport.deliver("GIVE 1\r\nWHAT\r\nGIVE 2\r\n");
        given.complete(null);
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("HELLO\r\nOK\r\nFAILED\r\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void F5_oneConnectionTooMany() {
        factory.limits(limits -> limits.withConnections(1));
        StringTransport first = new StringTransport().connect(factory);

        StringTransport refused = new StringTransport().connect(factory);

        assertThat(first.isOpen()).isTrue();
        assertThat(refused.text()).isEqualTo("FAILED\r\n");
        assertThat(refused.isDisconnecting()).isTrue();
    }
}
