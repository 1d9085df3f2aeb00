package org.ropewalk.examples.cluster;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.cluster.BroadcastEngine;
import org.ropewalk.cluster.EngineEndpoint;
import org.ropewalk.examples.nats.Nats;
import org.ropewalk.examples.nats.NatsClient;
import org.ropewalk.examples.value.Json;
import org.ropewalk.examples.value.TopicNames;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** NATS: a topic is a subject. The engine does not send a node its own messages. */
final class NatsEngine implements BroadcastEngine, Nats.Deliveries {
    private static final Logger LOG = LoggerFactory.getLogger(NatsEngine.class);

    private final TopicNames names;
    private final Json options;
    private final EngineLink<NatsClient> link;
    private Events events;

    /** The identifiers of the subscriptions. Home loop only. */
    private final Map<String, String> identifiers = new HashMap<>();

    private long lastIdentifier;

    NatsEngine(Reactor reactor, EngineEndpoint endpoint) {
        names = new TopicNames(endpoint.prefix());
        options = options(endpoint);
        link =
                new EngineLink<>(
                        reactor,
                        endpoint.toString(),
                        NatsClient.service(
                                reactor, endpoint.transport(), this, EngineLink.options()),
                        this::login,
                        NatsClient::ping);
    }

    private static Json options(EngineEndpoint endpoint) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("verbose", false);
        members.put("pedantic", false);
        members.put("echo", false);
        members.put("name", "ropewalk");
        members.put("lang", "java");
        members.put("version", "1");
        members.put("protocol", 1);
        endpoint.user().ifPresent(user -> members.put("user", user));
        // A password without a user is a token.
        endpoint.password()
                .ifPresent(
                        password ->
                                members.put(
                                        endpoint.user().isPresent() ? "pass" : "auth_token",
                                        password));
        return new Json(members);
    }

    /** The answer to the check is also that to the login, which has none. */
    private CompletableFuture<?> login(NatsClient commands) {
        CompletableFuture<?> sent = commands.connect(options);
        return CompletableFuture.allOf(sent, commands.ping());
    }

    @Override
    public void start(Events told) {
        events = told;
        link.start(
                () -> {
                    identifiers.clear();
                    events.connected();
                },
                told::disconnected);
    }

    @Override
    public CompletionStage<?> publish(String topic, Bytes message) {
        return link.commands().publish(names.word(topic), Optional.empty(), message);
    }

    @Override
    public CompletionStage<?> subscribe(List<String> topics) {
        NatsClient commands = link.commands();
        for (String topic : topics) {
            String identifier = Long.toString(++lastIdentifier);
            identifiers.put(topic, identifier);
            commands.subscribe(names.word(topic), Optional.empty(), identifier);
        }
        return commands.ping();
    }

    @Override
    public void unsubscribe(List<String> topics) {
        if (link.isConnected()) {
            NatsClient commands = link.commands();
            topics.stream()
                    .map(identifiers::remove)
                    .forEach(known -> commands.unsubscribe(known, OptionalInt.empty()));
        }
    }

    @Override
    public void stop() {
        link.stop();
    }

    // ---- what the engine sends

    @Override
    public void message(String subject, String sid, Optional<String> reply, Bytes data) {
        names.topic(subject).ifPresent(topic -> events.received(topic, data));
    }

    @Override
    public void message(
            String subject, String sid, Optional<String> reply, Bytes headers, Bytes data) {
        message(subject, sid, reply, data);
    }

    @Override
    public void ping() {
        if (link.isConnected()) {
            link.commands().pong();
        }
    }

    @Override
    public void info(Json info) {
        LOG.debug("The engine has other properties now: {}", info);
    }

    @Override
    public void error(String message) {
        LOG.warn("The engine reports an error: {}", message);
    }
}
