package org.ropewalk.examples.stomp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.examples.stomp.Stomp.Failed;
import org.ropewalk.examples.value.Token;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.server.Peer;

/** One connection. */
final class Session implements Stomp.Unconnected {
    /** The versions that are spoken, the best first. */
    private static final List<String> VERSIONS = List.of("1.2", "1.1", "1.0");

    /** How often heart-beats can be sent, and are wanted, in milliseconds. */
    private static final Stomp.Beat BEAT = new Stomp.Beat(1_000, 60_000);

    private static final int MS_PER_SECOND = 1_000;

    /** STOMP 1.2, Heart-beating: a receiver should take an error margin into account. */
    private static final int MARGIN = 2;

    /** As for a client that promised no heart-beats. */
    private static final int MOST_SILENCE_SECONDS = 3_600;

    private static final int MOST_SUBSCRIPTIONS = 1_000;
    private static final int MOST_TRANSACTIONS = 100;

    /** About how much memory all transactions of a session may need. */
    private static final long MOST_BYTES = 4L << 20;

    private final Broker broker;
    private final Peer peer;
    private final Map<String, Subscription> subscriptions = new HashMap<>();
    private final Map<String, Transaction> transactions = new HashMap<>();

    /** About how much memory the transactions need. */
    private long bytes;

    private Optional<DelayedCall> nextBeat = Optional.empty();

    Session(Broker broker, Peer peer) {
        this.broker = broker;
        this.peer = peer;
    }

    @Override
    public Stomp.Welcome connect(
            List<String> versions,
            Optional<String> host,
            Optional<String> login,
            Optional<String> passcode,
            Optional<Stomp.Beat> beat)
            throws Failed {
        List<String> wanted = versions.isEmpty() ? List.of("1.0") : versions;
        String version =
                VERSIONS.stream()
                        .filter(wanted::contains)
                        .findFirst()
                        .orElseThrow(() -> new Failed("supported versions are 1.0, 1.1, 1.2"));
        beat.filter(times -> times.wants() > 0)
                .ifPresent(
                        times ->
                                beatEvery(
                                        Duration.ofMillis(Math.max(BEAT.sends(), times.wants()))));
        beat.filter(times -> times.sends() > 0)
                .ifPresent(times -> peer.afterReply(() -> peer.idleSeconds(silence(times))));
        return new Stomp.Welcome(
                version, Optional.of(BEAT), Optional.of("ropewalk"), new Connected());
    }

    /** How many seconds a client may be silent: twice the time that was agreed. */
    private static int silence(Stomp.Beat times) {
        long agreedMs = Math.max(BEAT.wants(), times.sends());
        return (int) Math.min(MOST_SILENCE_SECONDS, MARGIN * agreedMs / MS_PER_SECOND);
    }

    private void beatEvery(Duration time) {
        nextBeat =
                Optional.of(
                        peer.loop()
                                .callLater(
                                        time,
                                        () -> {
                                            StompPushes.to(peer).beat();
                                            beatEvery(time);
                                        }));
    }

    @Override
    public void disconnected() {
        nextBeat.ifPresent(DelayedCall::cancel);
        subscriptions.values().forEach(broker::unsubscribe);
        subscriptions.clear();
    }

    /** Something that is done when its transaction is committed. */
    @FunctionalInterface
    private interface Step {
        void run() throws Failed;
    }

    /** What was asked for so far, and about how much memory it needs. */
    private static final class Transaction {
        private final List<Step> steps = new ArrayList<>();
        private long bytes;
    }

    private void run(Optional<String> transaction, Step step, long size) throws Failed {
        if (transaction.isEmpty()) {
            step.run();
            return;
        }
        Transaction found = find(transaction.get());
        if (bytes + size > MOST_BYTES) {
            throw new Failed("the transactions are too large");
        }
        bytes += size;
        found.bytes += size;
        found.steps.add(step);
    }

    private Transaction remove(String transaction) throws Failed {
        Transaction removed = find(transaction);
        transactions.remove(transaction);
        bytes -= removed.bytes;
        return removed;
    }

    private Transaction find(String transaction) throws Failed {
        return known(transactions.get(transaction), "no such transaction");
    }

    private static <T> T known(T found, String message) throws Failed {
        if (found == null) {
            throw new Failed(message);
        }
        return found;
    }

    private static String first(Optional<String> one, Optional<String> other) throws Failed {
        return known(one.or(() -> other).orElse(null), "field id is missing");
    }

    /** Runs {@code settle} for the subscription that has a message; topics have none. */
    private void settle(String id, Settle settle) throws Failed {
        long number = Token.number(id, 0);
        for (Subscription subscription : subscriptions.values()) {
            if (settle.run(subscription, number)) {
                return;
            }
        }
        if (!broker.isKnown(number)) {
            throw new Failed("no such message");
        }
    }

    /** Whether a message of the subscription was acknowledged or refused. */
    @FunctionalInterface
    private interface Settle {
        boolean run(Subscription subscription, long number);
    }

    /** What may be done in a session. */
    private final class Connected implements Stomp.Connected {
        @Override
        public void send(
                String destination,
                Optional<String> transaction,
                Map<String, String> others,
                Bytes body)
                throws Failed {
            run(
                    transaction,
                    () -> broker.send(destination, others, body),
                    Message.size(destination, others, body));
        }

        @Override
        public void subscribe(String destination, Optional<String> id, Optional<Stomp.Ack> ack)
                throws Failed {
            String name = id.orElse(destination);
            if (subscriptions.size() == MOST_SUBSCRIPTIONS || subscriptions.containsKey(name)) {
                throw new Failed("too many subscriptions, or two with one id");
            }
            Subscription subscription =
                    new Subscription(peer, name, destination, ack.orElse(Stomp.Ack.AUTO));
            subscriptions.put(name, subscription);
            broker.subscribe(subscription);
        }

        @Override
        public void unsubscribe(Optional<String> id, Optional<String> destination) throws Failed {
            broker.unsubscribe(
                    known(subscriptions.remove(first(id, destination)), "no such subscription"));
        }

        @Override
        public void ack(
                Optional<String> id, Optional<String> messageId, Optional<String> transaction)
                throws Failed {
            String message = first(id, messageId);
            run(transaction, () -> settle(message, broker::ack), Message.size(message));
        }

        @Override
        public void nack(
                Optional<String> id, Optional<String> messageId, Optional<String> transaction)
                throws Failed {
            String message = first(id, messageId);
            run(transaction, () -> settle(message, broker::nack), Message.size(message));
        }

        @Override
        public void begin(String transaction) throws Failed {
            if (transactions.size() == MOST_TRANSACTIONS
                    || transactions.putIfAbsent(transaction, new Transaction()) != null) {
                throw new Failed("too many transactions, or two with one name");
            }
        }

        @Override
        public void commit(String transaction) throws Failed {
            for (Step step : remove(transaction).steps) {
                step.run();
            }
        }

        @Override
        public void abort(String transaction) throws Failed {
            remove(transaction);
        }

        @Override
        public void disconnect() {}

        @Override
        public void disconnected() {
            Session.this.disconnected();
        }
    }
}
