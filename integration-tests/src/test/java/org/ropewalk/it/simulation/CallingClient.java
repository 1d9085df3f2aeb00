package org.ropewalk.it.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.ropewalk.line.Bytes;
import org.ropewalk.server.CloseReason;

/** A generated client: each call is completed exactly once, with its own reply. */
final class CallingClient {
    private static final int LARGE = 30_000;
    private static final int LARGE_PAIRS = 7;

    private final Scenario scenario;
    private final Random random;
    private final int number;
    private final List<Call<?>> calls = new ArrayList<>();
    private Calls commands;
    private boolean failed;
    private boolean left;
    private int serial;

    CallingClient(Scenario scenario, Random random, int number) {
        this.scenario = scenario;
        this.random = random;
        this.number = number;
    }

    /** One call: how often it was completed, and whether as it should have been. */
    private final class Call<T> {
        private final CompletableFuture<T> future;
        private final String name;
        private final Predicate<T> right;
        private int completions;

        Call(String name, CompletableFuture<T> future, Predicate<T> right) {
            this.name = name;
            this.future = future;
            this.right = right;
            calls.add(this);
            future.whenComplete((value, failure) -> completed(value, failure));
        }

        private void completed(T value, Throwable failure) {
            completions++;
            if (failure == null) {
                scenario.invariants().require(right.test(value), "%s: %s", this, value);
                scenario.count(Event.REPLY);
            } else if (!isExpected(failure)) {
                failed = true;
                if (!left && !scenario.isDraining()) {
                    scenario.suspect(() -> verifyFailure(failure));
                }
            }
        }

        private boolean isExpected(Throwable failure) {
            return failure instanceof CancellationException
                    || failure instanceof Traffic.Refused
                            && failure.getMessage().equals(number + " " + serialOf());
        }

        private String serialOf() {
            return name.substring(name.indexOf(' ') + 1);
        }

        /** A call may only fail because its connection was ended. */
        private void verifyFailure(Throwable failure) {
            Handler handler = scenario.handler(number);
            boolean pushed =
                    scenario.setting().boundsPushes()
                            && handler != null
                            && scenario.cause(handler) == CloseReason.PUSHED;
            scenario.invariants().require(pushed, "%s failed: %s", this, failure);
        }

        void verify() {
            scenario.invariants()
                    .require(completions == 1, "%s was completed %s times", this, completions);
        }

        @Override
        public String toString() {
            return "call " + name + " on connection " + number;
        }
    }

    void open() {
        scenario.open()
                .whenComplete(
                        (opened, failure) -> {
                            commands = opened;
                            if (opened != null) {
                                new Call<>("HI", opened.hi(number), told -> told == number);
                            } else {
                                failed = true;
                            }
                        });
    }

    void act() {
        if (commands == null || left || failed) {
            return;
        }
        switch (random.nextInt(10)) {
            case 0 -> {
                if (scenario.setting().large() && scenario.draws(Event.LARGE_BOTH_WAYS)) {
                    largeBothWays();
                }
            }
            case 1 -> cancel();
            case 2 -> {
                if (random.nextInt(4) == 0) {
                    leave();
                }
            }
            default -> {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    call();
                }
            }
        }
    }

    private void call() {
        int milliseconds = random.nextInt(3) == 0 ? 0 : random.nextInt(400);
        switch (random.nextInt(6)) {
            case 0 -> get(random.nextInt(1_000));
            case 1 -> put(random.nextInt(1_000));
            case 2 -> list(1 + random.nextInt(10));
            case 3 -> text(1 + random.nextInt(5));
            case 4 -> later(random.nextInt(200), milliseconds);
            default -> {
                int mine = ++serial;
                new Call<>("REFUSE " + mine, commands.refuse(mine, milliseconds), told -> false);
            }
        }
    }

    private void get(int bytes) {
        int mine = ++serial;
        new Call<>("GET " + mine, commands.get(mine, bytes), told -> is(told, mine, bytes));
    }

    private void later(int bytes, int milliseconds) {
        int mine = ++serial;
        new Call<>(
                "LATER " + mine,
                commands.later(mine, bytes, milliseconds),
                told -> is(told, mine, bytes));
    }

    private boolean is(Traffic.Value told, int mine, int bytes) {
        if (told.client() != number || told.serial() != mine || told.data().length() != bytes) {
            return false;
        }
        for (int i = 0; i < bytes; i++) {
            if (told.data().at(i) != Handler.pattern(number)) {
                return false;
            }
        }
        return true;
    }

    private void put(int bytes) {
        int mine = ++serial;
        byte[] data = new byte[bytes];
        Arrays.fill(data, Handler.pattern(number));
        new Call<>(
                "PUT " + mine,
                commands.put(mine, Bytes.of(data)),
                told -> told.equals(new Traffic.Stored(number, mine, bytes)));
    }

    private void list(int count) {
        int mine = ++serial;
        new Call<>(
                "LIST " + mine,
                commands.list(mine, count),
                told ->
                        told.size() == count
                                && told.get(count - 1)
                                        .equals(new Traffic.Item(number, mine, count - 1)));
    }

    private void text(int count) {
        int mine = ++serial;
        new Call<>(
                "TEXT " + mine,
                commands.text(mine, count),
                told -> told.size() == count && told.get(0).equals(Handler.line(number, mine, 0)));
    }

    private void largeBothWays() {
        scenario.count(Event.LARGE_BOTH_WAYS);
        for (int i = 0; i < LARGE_PAIRS; i++) {
            put(LARGE);
            get(LARGE);
        }
    }

    /** Gives up a call, whose reply may be under way. */
    private void cancel() {
        for (Call<?> each : calls) {
            if (!each.future.isDone()) {
                scenario.count(Event.CALL_CANCELLED);
                each.future.cancel(false);
                return;
            }
        }
    }

    private void leave() {
        left = true;
        scenario.count(Event.CLIENT_CLOSE);
        commands.close();
    }

    /** On a loop's thread: a call that waits is refused. */
    void waitOnLoop() {
        if (commands == null || left || failed) {
            return;
        }
        scenario.count(Event.BLOCKING_CALL_ON_A_LOOP);
        try {
            commands.hiAndWait(number);
            scenario.invariants().violated("a call that waits on a loop's thread is not refused");
        } catch (IllegalStateException refused) {
            // As it should.
        } catch (CompletionException ended) {
            // Without waiting: the connection has ended.
        }
    }

    /** Whether every call was completed. */
    boolean isIdle() {
        return calls.stream().allMatch(call -> call.future.isDone());
    }

    void finish() {
        if (commands != null && !left) {
            left = true;
            commands.close();
        }
    }

    void verify() {
        calls.forEach(Call::verify);
    }
}
