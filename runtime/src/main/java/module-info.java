/** What a generated protocol runs on: reactor, transports, line machinery, client, test kit. */
module org.ropewalk {
    requires org.slf4j;

    exports org.ropewalk.annotation;
    exports org.ropewalk.line;
    exports org.ropewalk.reactor;
    exports org.ropewalk.testing;
    exports org.ropewalk.tls;
}
