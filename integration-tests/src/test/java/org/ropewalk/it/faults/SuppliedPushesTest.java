package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.server.CloseReason;
import org.ropewalk.server.Group;
import org.ropewalk.server.Peer;
import org.ropewalk.server.PushTarget;
import org.ropewalk.testing.StringTransport;

/** A handler that cannot supply a value for a push ends its own connection, and no other. */
class SuppliedPushesTest {
    private final List<Handler> handlers = new ArrayList<>();
    private final Group group = new Group();
    private final LateFactory factory = new LateFactory(Handler::new);
    private final StringTransport first = new StringTransport().connect(factory);
    private final StringTransport second = new StringTransport().connect(factory);
    private final StringTransport third = new StringTransport().connect(factory);

    private final class Handler implements Late.Home {
        private final Peer peer;
        private Supplier<String> name = () -> "host";

        Handler(Peer peer) {
            this.peer = peer;
            handlers.add(this);
            group.add(peer);
        }

        @Override
        public String name() {
            return name.get();
        }

        @Override
        public String now(String key) {
            PushTarget target = key.equals("second") ? handlers.get(1).peer : group;
            LatePushes.to(target).addressed(key);
            return key;
        }

        @Override
        public CompletionStage<String> later(String key) {
            return new CompletableFuture<>();
        }

        @Override
        public Late.Body data() {
            return null;
        }

        @Override
        public CompletionStage<Long> put(PayloadStream data) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Late.Said> say(String key) {
            return new CompletableFuture<>();
        }
    }

    private static Supplier<String> failing(Supplier<Throwable> failure) {
        return () -> {
            SuppliedPushesTest.<RuntimeException>raise(failure.get());
            return null;
        };
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void raise(Throwable failure) throws E {
        throw (E) failure;
    }

    private static Supplier<String> supplier(String kind) {
        return switch (kind) {
            case "exception" -> failing(() -> new IllegalStateException("x"));
            case "refusal" -> failing(() -> new IllegalArgumentException("x"));
            case "error" -> failing(() -> new AssertionError("x"));
            case "memory" -> failing(() -> new OutOfMemoryError("x"));
            case "stack" -> failing(StackOverflowError::new);
            case "null" -> () -> null;
            case "empty" -> () -> "";
            case "two words" -> () -> "a b";
            default -> () -> "a\r\nb";
        };
    }

    private void settle() {
        for (StringTransport each : List.of(first, second, third)) {
            each.runTurns();
            if (each.isDisconnecting()) {
                each.finish();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exception",
                "refusal",
                "error",
                "memory",
                "stack",
                "null",
                "empty",
                "two words",
                "two lines"
            })
    void F3_aMemberThatSuppliesNoValueEndsAlone(String kind) {
        handlers.get(1).name = supplier(kind);

        first.deliver("NOW all\r\n");
        settle();

        assertThat(first.text()).isEqualTo("@ host all\r\nOK all\r\n");
        assertThat(second.text()).isEmpty();
        assertThat(third.text()).isEqualTo("@ host all\r\n");
        assertThat(first.isOpen()).isTrue();
        assertThat(second.isOpen()).isFalse();
        assertThat(factory.endings(CloseReason.FAILED)).isEqualTo(1);
        assertThat(group.size()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exception", "refusal", "error", "null", "two lines"})
    void F3_aPeerThatSuppliesNoValueEndsAlone(String kind) {
        handlers.get(1).name = supplier(kind);

        first.deliver("NOW second\r\n");
        settle();

        assertThat(first.text()).isEqualTo("OK second\r\n");
        assertThat(first.isOpen()).isTrue();
        assertThat(second.isOpen()).isFalse();
    }

    @Test
    void F3_aPushOutsideOfAnyTurnReachesTheOthers() {
        handlers.get(1).name = supplier("error");

        LatePushes.to(group).addressed("a");
        settle();

        assertThat(first.text()).isEqualTo("@ host a\r\n");
        assertThat(third.text()).isEqualTo("@ host a\r\n");
        assertThat(second.isOpen()).isFalse();
    }

    @Test
    void F3_aHandlerWhoseOwnValueFailsFailsWithItsCommand_andTheOthersReceiveThePush() {
        handlers.get(0).name = supplier("exception");

        first.deliver("NOW all\r\n");
        settle();

        assertThat(first.isOpen()).isFalse();
        assertThat(second.text()).isEqualTo("@ host all\r\n");
        assertThat(third.text()).isEqualTo("@ host all\r\n");
        assertThat(factory.endings(CloseReason.FAILED)).isEqualTo(1);
    }

    @Test
    void F3_anArgumentThatCannotBeWrittenIsTheCallersFault() {
        LatePushes pushes = LatePushes.to(group);

        assertThatThrownBy(() -> pushes.addressed("a\r\nb"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> pushes.addressed(null)).isInstanceOf(NullPointerException.class);
        settle();

        assertThat(first.text() + second.text() + third.text()).isEmpty();
        assertThat(first.isOpen() && second.isOpen() && third.isOpen()).isTrue();
    }
}
