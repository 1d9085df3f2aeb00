package org.ropewalk.cluster;

import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.ropewalk.reactor.Reactor;

/**
 * Makes engines of one kind. {@link ServiceLoader} finds it: its class is named in {@code
 * META-INF/services/org.ropewalk.cluster.EngineProvider}, or in a {@code provides} of its module.
 */
public interface EngineProvider {
    /** The name with which an endpoint begins. */
    String name();

    /**
     * An engine for an endpoint.
     *
     * @throws IllegalArgumentException if the endpoint has options that are not known
     */
    BroadcastEngine broadcast(Reactor reactor, EngineEndpoint endpoint);

    /**
     * A registry for an endpoint, the leases of which end after {@code lease} if nothing extends
     * them.
     *
     * @throws IllegalArgumentException if the engine has no registry, or the endpoint has options
     *     that are not known
     */
    default Registry registry(Reactor reactor, EngineEndpoint endpoint, Duration lease) {
        throw new IllegalArgumentException("the engine " + name() + " has no registry");
    }

    /**
     * The provider of this name.
     *
     * @throws IllegalArgumentException if there is none on the class path
     */
    static EngineProvider named(String name) {
        List<EngineProvider> known =
                ServiceLoader.load(EngineProvider.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
        return known.stream()
                .filter(provider -> provider.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no engine \"" + name + "\"; " + known(known)));
    }

    private static String known(List<EngineProvider> providers) {
        return providers.isEmpty()
                ? "none is on the class path; add a JAR file with an EngineProvider"
                : "known are "
                        + providers.stream()
                                .map(EngineProvider::name)
                                .sorted()
                                .collect(Collectors.joining(", "))
                        + "; the engine is first, as in nats:tcp:127.0.0.1:4222";
    }
}
