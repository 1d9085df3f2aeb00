package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Reactor.Phase;
import org.ropewalk.reactor.Reactor.SystemEvent;
import org.ropewalk.reactor.Reactor.SystemEventTrigger;

/** Life, time and endings of a reactor in full, the same over every kernel. */
abstract class LifeContract extends Contract {
    LifeContract(Kernel kernel) {
        super(kernel);
    }

    // ---- system events

    @Test
    void RC8_aBeforeTriggerIsWaitedFor() {
        CompletableFuture<Void> slow = new CompletableFuture<>();
        on(
                () -> {
                    trigger(Phase.BEFORE, "before", slow);
                    trigger(Phase.DURING, "during", null);
                    trigger(Phase.AFTER, "after", null);
                    reactor.stop();
                });
        untilSaid("before");
        on(() -> assertThat(events).containsExactly("before"));
        reactor.callFromThread(() -> slow.complete(null));
        reactor.close();
        assertThat(events).containsExactly("before", "during", "after");
    }

    private SystemEventTrigger trigger(Phase phase, String event, CompletableFuture<?> future) {
        return reactor.addSystemEventTrigger(
                phase,
                SystemEvent.SHUTDOWN,
                () -> {
                    say(event);
                    return future;
                });
    }

    @Test
    void RC9_aTriggerThatFailsDoesNotKeepTheOthersFromRunning() {
        on(
                () -> {
                    reactor.addSystemEventTrigger(
                            Phase.BEFORE,
                            SystemEvent.SHUTDOWN,
                            () -> {
                                throw new IllegalStateException("no");
                            });
                    trigger(
                            Phase.BEFORE,
                            "before",
                            CompletableFuture.failedFuture(new IllegalStateException("no")));
                    trigger(Phase.AFTER, "after", null);
                });
        reactor.close();
        assertThat(events).containsExactly("before", "after");
    }

    @Test
    void RC11_aTriggerIsRemovedOnce() {
        on(
                () -> {
                    SystemEventTrigger removed = trigger(Phase.BEFORE, "removed", null);
                    removed.remove();
                    assertThatThrownBy(removed::remove).isInstanceOf(IllegalStateException.class);
                });
        reactor.close();
        assertThat(events).isEmpty();
    }

    @Test
    void RC1_Δ1_aStoppedReactorStaysStopped() {
        reactor.close();
        assertThatThrownBy(reactor::stop).isInstanceOf(IllegalStateException.class);
        assertThat(reactor.isRunning()).isFalse();
        reactor.close();
    }

    // ---- time

    @Test
    void RT2_RT3_Z01_Z02_aCallIsMovedAndItsTimeIsKnown() {
        on(
                () -> {
                    long now = reactor.nanoTime();
                    DelayedCall call = reactor.callLater(Duration.ofSeconds(5), () -> say("call"));
                    long at = call.getTime();
                    assertThat(at - now).isBetween(5_000_000_000L, 5_900_000_000L);
                    call.delay(Duration.ofSeconds(2));
                    assertThat(call.getTime() - at).isEqualTo(2_000_000_000L);
                    call.reset(Duration.ofSeconds(1));
                    assertThat(call.getTime() - at).isBetween(-4_000_000_000L, -3_000_000_000L);
                    call.delay(Duration.ofSeconds(-3));
                    assertThat(call.isActive()).isTrue();
                });
        untilSaid("call");
    }

    @Test
    void RT1_aNegativeDelayIsRefused() {
        on(
                () ->
                        assertThatThrownBy(
                                        () ->
                                                reactor.callLater(
                                                        Duration.ofNanos(-1), () -> say("never")))
                                .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void RT1_aCallThatCallsLaterIsServedInTheNextTurn() {
        List<String> order = new ArrayList<>();
        on(
                () ->
                        reactor.callLater(
                                Duration.ZERO,
                                () -> {
                                    order.add("first");
                                    reactor.callLater(Duration.ZERO, () -> order.add("nested"));
                                    reactor.callFromThread(() -> order.add("thread"));
                                }));
        until(() -> order.size() == 3);
        on(() -> assertThat(order).containsExactly("first", "thread", "nested"));
    }

    // ---- threads

    @Test
    void TH2_Δ4_workForAStoppedReactorIsRefusedLoudly() {
        reactor.close();
        assertThatThrownBy(() -> reactor.callInThread(() -> say("never")))
                .isInstanceOf(java.util.concurrent.RejectedExecutionException.class);
        assertThat(reactor.deferToThread(() -> 1)).isCompletedExceptionally();
    }

    @Test
    void TH5_anExceptionInAThreadIsTheFuturesOnTheLoop() {
        on(
                () ->
                        reactor.deferToThread(
                                        () -> {
                                            throw new IllegalStateException("no");
                                        })
                                .whenComplete(
                                        (value, failure) ->
                                                say(
                                                        failure.getCause().getMessage()
                                                                + " "
                                                                + reactor.isInLoopThread())));
        untilSaid("no true");
    }

    // ---- one connection

    @Test
    void EP2_EP11_PF7_aProtocolIsReturnedWhenItIsConnected() {
        Recorder server = new Recorder("server");
        listen(new RecordingFactory(server));
        Recorder client = new Recorder("client");
        on(
                () ->
                        reactor.connectProtocol("tcp:127.0.0.1:" + portNumber(), client)
                                .thenAccept(
                                        made ->
                                                say(
                                                        "handed "
                                                                + (made == client)
                                                                + " "
                                                                + made.transport().isOpen())));
        untilSaid("handed true true");
        on(() -> assertThat(events).containsSubsequence("client made", "handed true true"));
    }

    @Test
    void EP2_whatCannotBeConnectedFailsTheFuture() {
        listen(new RecordingFactory());
        int number = portNumber();
        on(() -> port.stopListening().thenRun(() -> say("stopped")));
        untilSaid("stopped");
        on(
                () ->
                        reactor.connectProtocol("tcp:127.0.0.1:" + number, new Recorder("client"))
                                .whenComplete(
                                        (made, failure) ->
                                                say(failure.getClass().getSimpleName())));
        untilSaid("ConnectFailed");
    }

    @Test
    void EP2_cancellingEndsTheAttempt() {
        listen(new RecordingFactory(new Recorder("server")));
        Recorder client = new Recorder("client");
        CompletableFuture<?>[] made = {null};
        on(
                () -> {
                    made[0] = reactor.connectProtocol("tcp:127.0.0.1:" + portNumber(), client);
                    made[0].cancel(false);
                });
        assertThatThrownBy(made[0]::join).isInstanceOf(CancellationException.class);
        on(() -> say("settled"));
        untilSaid("settled");
        on(() -> assertThat(client.transport().isOpen()).isFalse());
    }

    // ---- draining

    @Test
    void drainingLetsConnectionsFinish_andCompletesWithNoneLeft() {
        Recorder server =
                new Recorder("server") {
                    @Override
                    public void drain() {
                        write("bye");
                        transport().loseConnection();
                    }
                };
        Recorder client = new Recorder("client");
        pair(server, client);
        on(() -> reactor.drain(Duration.ofSeconds(60)).thenAccept(left -> say("left " + left)));
        untilSaid("left 0");
        until(() -> client.hears("bye"));
        assertThat(port.isListening()).isFalse();
    }

    @Test
    void drainingEndsWithItsTime_andTellsHowManyAreLeft() {
        pair(new Recorder("server"), new Recorder("client"));
        on(() -> reactor.drain(Duration.ofMillis(20)).thenAccept(left -> say("left " + left)));
        kernel().advance(Duration.ofMillis(20));
        untilSaid("left 1");
    }

    // ---- calls, threads, stop

    @Test
    void RT8_Δ3_callsWithOneDeadlineKeepTheirOrder() {
        on(
                () -> {
                    for (int i = 0; i < 10; i++) {
                        int number = i;
                        reactor.callLater(Duration.ZERO, () -> say("call " + number));
                    }
                    say("returned");
                });
        untilSaid("call 9");
        check(
                "returned",
                "call 0",
                "call 1",
                "call 2",
                "call 3",
                "call 4",
                "call 5",
                "call 6",
                "call 7",
                "call 8",
                "call 9");
    }

    @Test
    void RT3_RT4_aCallIsCancelledOnce_andNotFromWithin() {
        DelayedCall[] self = {null};
        on(
                () -> {
                    DelayedCall cancelled = reactor.callLater(Duration.ZERO, () -> say("never"));
                    cancelled.cancel();
                    assertThat(cancelled.isActive()).isFalse();
                    assertThatThrownBy(cancelled::cancel).isInstanceOf(IllegalStateException.class);
                    self[0] =
                            reactor.callLater(
                                    Duration.ZERO,
                                    () -> {
                                        assertThatThrownBy(self[0]::cancel)
                                                .isInstanceOf(IllegalStateException.class);
                                        say("called");
                                    });
                });
        untilSaid("called");
        check("called");
    }

    @Test
    void RC15_anExceptionOfACallIsLogged_andTheLoopContinues() {
        on(
                () ->
                        reactor.callLater(
                                Duration.ZERO,
                                () -> {
                                    throw new IllegalStateException("a call failed");
                                }));
        on(() -> reactor.callLater(Duration.ZERO, () -> say("next")));
        untilSaid("next");
    }

    @Test
    void TH1_callsFromOneThreadKeepTheirOrder() throws InterruptedException {
        Thread other =
                new Thread(
                        () -> {
                            for (int i = 0; i < 1_000; i++) {
                                int number = i;
                                reactor.callFromThread(() -> say("call " + number));
                            }
                        });
        other.start();
        other.join();
        untilSaid("call 999");
        on(
                () -> {
                    for (int i = 0; i < 1_000; i++) {
                        assertThat(events.get(i)).isEqualTo("call " + i);
                    }
                });
    }

    @Test
    void TH5_deferToThreadCompletesOnTheLoop() {
        on(
                () ->
                        reactor.deferToThread(() -> 42)
                                .thenAccept(value -> say(value + " " + reactor.isInLoopThread())));
        untilSaid("42 true");
    }

    @Test
    void TH6_Δ5_aLoopDoesNotWaitForItself() {
        on(
                () ->
                        assertThatThrownBy(
                                        () ->
                                                reactor.blockingCallFromThread(
                                                        () -> reactor.deferToThread(() -> 1)))
                                .isInstanceOf(IllegalStateException.class));
    }

    @Test
    void RC2_Q11_stopDropsConnectionsBetweenTheTriggers() {
        Recorder server = new Recorder("server");
        Recorder client = new Recorder("client");
        pair(server, client);
        List<String> seen = events;
        on(
                () -> {
                    trigger(Phase.BEFORE, "before", null);
                    trigger(Phase.DURING, "during", null);
                    trigger(Phase.AFTER, "after", null);
                    reactor.stop();
                    say("returned");
                });
        reactor.close();
        assertThat(seen.subList(0, 2)).containsExactly("returned", "before");
        assertThat(seen).containsSubsequence("server factory stops", "during", "after");
        assertThat(seen).containsSubsequence("server lost ConnectionLost", "during");
        assertThat(seen)
                .containsSubsequence(
                        "client lost ConnectionLost",
                        "client lost ConnectionLost DISCONNECTED",
                        "factory stops");
        assertThatThrownBy(reactor::stop).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void RC6_callWhenRunningRunsAtOnceWhileItRuns() {
        on(
                () -> {
                    reactor.callWhenRunning(() -> say("at once"));
                    say("returned");
                });
        check("at once", "returned");
    }
}
