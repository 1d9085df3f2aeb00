package org.ropewalk.endpoint;

import java.util.List;
import java.util.Set;
import org.ropewalk.tls.TlsConfigurationException;
import org.ropewalk.tls.TlsContext;

/**
 * The endpoint of a client, such as {@code tcp:host.example:4000}. Everything is checked that can
 * be checked without a connection and without files: the transport, the keys, the host and the
 * numbers.
 *
 * @param text the endpoint behind the proxies; its arguments have their keys
 * @param proxy the version of the PROXY protocol whose header is sent first; 0 for none
 */
public record ClientEndpoint(EndpointText text, int proxy) {
    private static final String KNOWN = "tcp, tls, unix, proxy, proxy2";
    private static final int MAX_PORT = 65_535;
    private static final int MAX_SECONDS = 86_400;
    private static final Set<String> TCP = Set.of("timeout", "bind", "bindport");
    private static final Set<String> TLS =
            Set.of(
                    "timeout",
                    "bind",
                    "bindport",
                    "trust",
                    "certificate",
                    "key",
                    "password",
                    "name",
                    "alpn");

    /**
     * Parses an endpoint.
     *
     * @throws EndpointSyntaxException if it is none of a client, or something is missing
     */
    public static ClientEndpoint parse(String endpoint) {
        EndpointText text = EndpointText.parse(endpoint);
        int proxy = 0;
        while (text.name().equals("proxy") || text.name().equals("proxy2")) {
            proxy = text.name().equals("proxy") ? 1 : 2;
            text = text.inner();
        }
        switch (text.name()) {
            case "tcp" -> checkHost(text.allow(List.of("host", "port"), TCP));
            case "tls", "ssl" -> checkHost(text.allow(List.of("host", "port"), TLS));
            case "unix" -> text.allow(List.of("path"), Set.of("timeout")).require("path");
            default -> throw text.unknownName(KNOWN);
        }
        for (String key : List.of("key", "password")) {
            if (text.get(key).isPresent() && text.get("certificate").isEmpty()) {
                throw text.wrong(
                        key,
                        "a "
                                + key
                                + " is that of a certificate; add certificate=chain.pem, or leave"
                                + " it out",
                        null);
            }
        }
        text.number("timeout", 1, MAX_SECONDS, 1);
        return new ClientEndpoint(text, proxy);
    }

    /**
     * Reads the files that it names; whether a server receives there is not checked.
     *
     * @throws EndpointSyntaxException if one is no path
     * @throws TlsConfigurationException if one cannot be used; the message says how to correct it
     */
    public void checkFiles() {
        if (text.name().equals("unix")) {
            text.path("path");
        } else if (!text.name().equals("tcp")) {
            tls();
        }
    }

    /**
     * The settings of TLS of an endpoint that has it, from its files.
     *
     * @throws EndpointSyntaxException if the name of a file is no path
     * @throws TlsConfigurationException if a file cannot be used; the message says how to correct
     *     it
     */
    public TlsContext tls() {
        try {
            TlsContext.Builder builder = TlsContext.builder();
            if (text.get("trust").isPresent()) {
                builder.trust(text.path("trust"));
            }
            if (text.get("certificate").isPresent()) {
                builder.certificate(
                        text.path("certificate"),
                        text.path(text.get("key").isPresent() ? "key" : "certificate"),
                        text.get("password").map(String::toCharArray).orElse(null));
            }
            text.get("name").ifPresent(builder::serverName);
            text.get("alpn").ifPresent(names -> builder.applicationProtocols(names.split(",")));
            return builder.build();
        } catch (TlsConfigurationException e) {
            throw e.in(EndpointText.masked(text.source()));
        }
    }

    private static void checkHost(EndpointText text) {
        text.require("host");
        text.require("port");
        text.number("port", 1, MAX_PORT, 1);
        text.number("bindport", 0, MAX_PORT, 0);
    }
}
