package org.ropewalk.application.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.application.MultiService;
import org.ropewalk.application.Service;
import org.ropewalk.application.TcpServer;
import org.ropewalk.reactor.CannotListenException;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** Services whose requests cross: each request is answered, and the parent tells the truth. */
class MultiServiceTest {
    private final List<String> events = new ArrayList<>();
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();

    @BeforeEach
    void enter() {
        network.run();
    }

    private final class Noted extends Service {
        private final String called;
        private CompletableFuture<Void> starting = CompletableFuture.completedFuture(null);
        private CompletableFuture<Void> stopping = CompletableFuture.completedFuture(null);
        private RuntimeException refusal;

        Noted(String called) {
            this.called = called;
        }

        Noted startsWith(CompletableFuture<Void> future) {
            starting = future;
            return this;
        }

        Noted stopsWith(CompletableFuture<Void> future) {
            stopping = future;
            return this;
        }

        private String loop() {
            return reactor.isInLoopThread() ? "" : " elsewhere";
        }

        @Override
        public void privilegedStartService() {
            events.add("privileged " + called + loop());
            if (refusal != null) {
                throw refusal;
            }
        }

        @Override
        public CompletableFuture<Void> startService() {
            events.add("start " + called + loop());
            super.startService();
            return starting;
        }

        @Override
        public CompletableFuture<Void> stopService() {
            events.add("stop " + called + loop());
            super.stopService();
            return stopping;
        }
    }

    private MultiService running(Service... services) {
        MultiService all = new MultiService();
        for (Service service : services) {
            all.add(service);
        }
        assertThat(all.startService()).isCompleted();
        events.clear();
        return all;
    }

    private static CompletableFuture<Void> pending() {
        return new CompletableFuture<>();
    }

    private static RuntimeException no() {
        return new IllegalStateException("no");
    }

    @Test
    void F86_aChildThatIsAddedDuringTheStartIsStarted() {
        CompletableFuture<Void> slow = pending();
        MultiService all = new MultiService().add(new Noted("a").startsWith(slow));
        CompletableFuture<Void> started = all.startService();
        all.add(new Noted("b"));
        assertThat(started).isNotDone();
        assertThat(events).containsExactly("privileged a", "start a");
        slow.complete(null);
        assertThat(started).isCompleted();
        assertThat(all.isRunning()).isTrue();
        assertThat(events).containsExactly("privileged a", "start a", "privileged b", "start b");
    }

    @Test
    void F86_aStopDuringTheStartStartsNoOther() {
        CompletableFuture<Void> slow = pending();
        MultiService all =
                new MultiService()
                        .add(new Noted("a"))
                        .add(new Noted("b").startsWith(slow))
                        .add(new Noted("c"));
        CompletableFuture<Void> started = all.startService();
        events.clear();
        assertThat(all.stopService()).isCompleted();
        assertThat(events).containsExactly("stop c", "stop b", "stop a");
        assertThatThrownBy(started::join).hasCauseInstanceOf(CancellationException.class);
        slow.complete(null);
        assertThat(events).containsExactly("stop c", "stop b", "stop a");
        assertThat(all.isRunning()).isFalse();
    }

    @Test
    void F86_aStopInsideAChildsStartIsAnswered() {
        MultiService all = new MultiService();
        all.add(
                new Service() {
                    @Override
                    public CompletableFuture<Void> startService() {
                        assertThat(all.stopService()).isCompleted();
                        return super.startService();
                    }
                });
        all.add(new Noted("b"));
        CompletableFuture<Void> started = all.startService();
        assertThat(started).isCompletedExceptionally();
        assertThat(all.isRunning()).isFalse();
        assertThat(events).containsExactly("privileged b", "stop b");
    }

    @Test
    void F86_aChildOfARunningParentThatCannotStartThrowsAndIsRemoved() {
        MultiService all = running(new Noted("a"));
        reactor.listenTcp(4_000, Factory.forProtocol(() -> new Protocol() {}));
        TcpServer taken =
                new TcpServer(reactor, 4_000, Factory.forProtocol(() -> new Protocol() {}));
        assertThatThrownBy(() -> all.add(taken)).isInstanceOf(CannotListenException.class);
        assertThat(taken.parent()).isEmpty();
        assertThat(all).hasSize(1);
        assertThat(all.isRunning()).isTrue();
    }

    @Test
    void F86_aChildOfARunningParentThatFailsLaterFailsItsFuture() {
        MultiService all = running(new Noted("a"));
        CompletableFuture<Void> slow = pending();
        Noted child = new Noted("b").startsWith(slow);
        CompletableFuture<Void> added = all.addService(child);
        assertThat(added).isNotDone();
        RuntimeException reason = no();
        slow.completeExceptionally(reason);
        assertThatThrownBy(added::join).hasCause(reason);
        assertThat(child.parent()).isEmpty();
        assertThat(events).containsExactly("privileged b", "start b", "stop b");
    }

    @Test
    void F86_aRetryAfterAFailedPrivilegedStartUsesThePrivilegesAgain() {
        Noted failing = new Noted("b");
        failing.refusal = no();
        MultiService all = new MultiService().add(new Noted("a")).add(failing);
        assertThatThrownBy(all::privilegedStartService).hasMessage("no");
        assertThat(events).containsExactly("privileged a", "privileged b", "stop a");
        events.clear();
        failing.refusal = null;
        assertThat(all.startService()).isCompleted();
        assertThat(events).containsExactly("privileged a", "privileged b", "start a", "start b");
    }

    @Test
    void F86_aRetryAfterAFailedStartUsesThePrivilegesAgain() {
        Noted failing = new Noted("b");
        failing.refusal = no();
        MultiService all = new MultiService().add(new Noted("a")).add(failing);
        assertThat(all.startService()).isCompletedExceptionally();
        events.clear();
        failing.refusal = null;
        assertThat(all.startService()).isCompleted();
        assertThat(events).containsExactly("privileged a", "privileged b", "start a", "start b");
    }

    @Test
    void F86_aStartDuringTheStopStartsWhenAllHasStopped() {
        CompletableFuture<Void> slow = pending();
        Noted child = new Noted("a").stopsWith(slow);
        MultiService all = running(child);
        CompletableFuture<Void> stopped = all.stopService();
        CompletableFuture<Void> again = all.startService();
        assertThat(events).containsExactly("stop a");
        slow.complete(null);
        assertThat(stopped).isCompleted();
        assertThat(again).isCompleted();
        assertThat(all.isRunning()).isTrue();
        assertThat(events).containsExactly("stop a", "privileged a", "start a");
    }

    @Test
    void F86_aStopAfterARestartThatWaitsCancelsIt() {
        CompletableFuture<Void> slow = pending();
        MultiService all = running(new Noted("a").stopsWith(slow));
        all.stopService();
        CompletableFuture<Void> again = all.startService();
        CompletableFuture<Void> stopped = all.stopService();
        assertThat(again).isCompletedExceptionally();
        slow.complete(null);
        assertThat(stopped).isCompleted();
        assertThat(all.isRunning()).isFalse();
        assertThat(events).containsExactly("stop a");
    }

    @Test
    void F86_aSecondStartWaitsForTheFirstAndStartsNoServiceTwice() {
        CompletableFuture<Void> slow = pending();
        MultiService all = new MultiService().add(new Noted("a").startsWith(slow));
        CompletableFuture<Void> first = all.startService();
        CompletableFuture<Void> second = all.startService();
        assertThat(second).isNotDone();
        slow.complete(null);
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(all.startService()).isCompleted();
        assertThat(events).containsExactly("privileged a", "start a");
    }

    @Test
    void F86_removingTheChildThatIsAwaitedContinuesWithTheNext() {
        Noted never = new Noted("a").startsWith(pending());
        MultiService all = new MultiService().add(never).add(new Noted("b"));
        CompletableFuture<Void> started = all.startService();
        all.removeService(never);
        assertThat(started).isCompleted();
        assertThat(events)
                .containsExactly("privileged a", "privileged b", "start a", "stop a", "start b");
    }

    @Test
    void F86_callersCannotCompleteTheParentsFutures() {
        MultiService all = new MultiService().add(new Noted("a").startsWith(pending()));
        all.startService().complete(null);
        assertThat(all.isRunning()).isFalse();
        assertThat(all.startService()).isNotDone();
    }

    @Test
    void F86_manyChildrenThatStartAtOnceNeedNoStack() {
        MultiService all = new MultiService();
        for (int i = 0; i < 3_000; i++) {
            all.add(new Service() {});
        }
        assertThat(all.startService()).isCompleted();
        assertThat(all.stopService()).isCompleted();
    }

    @Test
    void F81_whatFollowsAChildsFutureFollowsOnTheLoop() throws Exception {
        CompletableFuture<Void> starting = pending();
        CompletableFuture<Void> stopping = pending();
        MultiService all =
                new MultiService()
                        .add(new Noted("a").startsWith(starting).stopsWith(stopping))
                        .add(new Noted("b"));
        reactor.callFromThread(
                () -> all.startService().thenRun(() -> events.add("started " + inLoop())));
        network.run();
        complete(starting);
        assertThat(events).containsExactly("privileged a", "privileged b", "start a");
        network.run();
        assertThat(events).endsWith("start a", "start b", "started true");
        reactor.callFromThread(
                () -> all.stopService().thenRun(() -> events.add("stopped " + inLoop())));
        network.run();
        complete(stopping);
        network.run();
        assertThat(events).endsWith("stop b", "stop a", "stopped true");
    }

    private boolean inLoop() {
        return reactor.isInLoopThread();
    }

    private static void complete(CompletableFuture<Void> future) throws InterruptedException {
        Thread other = new Thread(() -> future.complete(null));
        other.start();
        other.join();
    }
}
