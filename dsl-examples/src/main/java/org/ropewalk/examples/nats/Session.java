package org.ropewalk.examples.nats;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.ropewalk.examples.value.Json;
import org.ropewalk.examples.value.Subject;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.server.Peer;

/** One client. */
final class Session implements Nats {
    private static final Duration PING_EVERY = Duration.ofMinutes(2);
    private static final Bytes NO_RESPONDERS = Bytes.of("NATS/1.0 503\r\n\r\n");

    private static final String VERBOSE = "verbose";
    private static final String PEDANTIC = "pedantic";
    private static final String ECHO = "echo";
    private static final String HEADERS = "headers";
    private static final String NO_RESPONDERS_WANTED = "no_responders";
    private static final Map<String, Boolean> DEFAULTS =
            Map.of(
                    VERBOSE,
                    true,
                    PEDANTIC,
                    true,
                    ECHO,
                    true,
                    HEADERS,
                    false,
                    NO_RESPONDERS_WANTED,
                    false);

    private final Broker broker;
    private final Peer peer;
    private final NatsPushes pushes;

    /** What the client may choose. Read on other threads, too. */
    private final Map<String, Boolean> options = new ConcurrentHashMap<>(DEFAULTS);

    private DelayedCall keepAlive;

    Session(Broker broker, Peer peer) {
        this.broker = broker;
        this.peer = peer;
        this.pushes = NatsPushes.to(peer);
    }

    @Override
    public Json info() {
        keepAlive = peer.loop().callLater(PING_EVERY, this::keepAlive);
        long id = broker.come();
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("server_id", "ROPEWALK");
        info.put("server_name", "ropewalk");
        info.put("version", "2.9.10");
        info.put("proto", 1);
        info.put("host", "0.0.0.0");
        info.put("port", 4222);
        info.put("headers", true);
        info.put("max_payload", 1_048_576);
        info.put("client_id", id);
        return new Json(info);
    }

    private void keepAlive() {
        pushes.ping();
        keepAlive = peer.loop().callLater(PING_EVERY, this::keepAlive);
    }

    @Override
    public void gone() {
        keepAlive.cancel();
        broker.remove(this);
    }

    @Override
    public boolean quiet() {
        return !options.get(VERBOSE);
    }

    @Override
    public void connect(Json wanted) {
        // A later CONNECT changes what it names.
        options.replaceAll(wanted::flag);
    }

    @Override
    public void publish(String subject, Optional<String> reply, Bytes data) {
        publish(subject, reply, Optional.empty(), data);
    }

    @Override
    public void publish(String subject, Optional<String> reply, Bytes headers, Bytes data) {
        if (!options.get(HEADERS)) {
            // As nats-server does.
            peer.close();
            return;
        }
        publish(subject, reply, Optional.of(headers), data);
    }

    private void publish(
            String subject, Optional<String> reply, Optional<Bytes> headers, Bytes data) {
        if (options.get(PEDANTIC) && !Subject.of(subject).isLiteral()) {
            // As nats-server does, which delivers it all the same.
            pushes.error("Invalid Publish Subject");
        }
        int heard = broker.publish(this, subject, reply, headers, data);
        if (heard == 0 && reply.isPresent() && options.get(NO_RESPONDERS_WANTED)) {
            broker.own(this, reply.get()).ifPresent(own -> noResponders(own, reply.get()));
        }
    }

    private void noResponders(Subscription asks, String reply) {
        deliver(
                this,
                new Delivery(
                        reply,
                        asks.sid,
                        Optional.empty(),
                        Optional.of(NO_RESPONDERS),
                        Bytes.empty()));
    }

    @Override
    public void subscribe(String subject, Optional<String> queue, String sid) {
        Subject wanted = Subject.of(subject);
        if (broker.knows(this, sid)) {
            // As nats-server does, which keeps the first one of that name.
            return;
        }
        if (!wanted.isLegal()) {
            pushes.error("Invalid Subject");
        } else if (!broker.add(new Subscription(this, wanted, queue, sid))) {
            pushes.error("maximum subscriptions exceeded");
        }
    }

    @Override
    public void unsubscribe(String sid, OptionalInt max) {
        broker.remove(this, sid, max.orElse(0));
    }

    @Override
    public void ping() {}

    @Override
    public void pong() {}

    /** Whether it receives what {@code from} publishes; not if its connection is being closed. */
    boolean receives(Session from) {
        return peer.isOpen() && (from != this || options.get(ECHO));
    }

    /** Its own message comes behind the answer to publishing it. */
    void deliver(Session from, Delivery delivery) {
        if (from == this) {
            peer.afterReply(() -> deliver(delivery));
        } else {
            deliver(delivery);
        }
    }

    private void deliver(Delivery message) {
        if (message.headers().isPresent() && options.get(HEADERS)) {
            pushes.message(
                    message.subject(),
                    message.sid(),
                    message.reply(),
                    message.headers().get(),
                    message.data());
        } else {
            pushes.message(message.subject(), message.sid(), message.reply(), message.data());
        }
    }
}
