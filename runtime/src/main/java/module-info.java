/** What a generated protocol runs on: reactor, transports, line machinery, client, test kit. */
@SuppressWarnings("requires-automatic")
module org.ropewalk {
    requires org.slf4j;
    requires static jdk.jfr;
    requires static micrometer.core;
    requires static jdk.httpserver;
    requires static org.newsclub.net.unix;
    requires static org.jspecify;

    uses org.ropewalk.cluster.EngineProvider;

    exports org.ropewalk.annotation;
    exports org.ropewalk.application;
    exports org.ropewalk.basic;
    exports org.ropewalk.batch;
    exports org.ropewalk.block;
    exports org.ropewalk.client;
    exports org.ropewalk.cluster;
    exports org.ropewalk.datagram;
    exports org.ropewalk.endpoint;
    exports org.ropewalk.filter;
    exports org.ropewalk.frame;
    exports org.ropewalk.jfr;
    exports org.ropewalk.line;
    exports org.ropewalk.line.ends;
    exports org.ropewalk.line.resp;
    exports org.ropewalk.line.time;
    exports org.ropewalk.line.verbs;
    exports org.ropewalk.micrometer;
    exports org.ropewalk.nio;
    exports org.ropewalk.observe;
    exports org.ropewalk.policy;
    exports org.ropewalk.pool;
    exports org.ropewalk.reactor;
    exports org.ropewalk.resp;
    exports org.ropewalk.server;
    exports org.ropewalk.server.writers;
    exports org.ropewalk.testing;
    exports org.ropewalk.tls;
    exports org.ropewalk.uring;
}
