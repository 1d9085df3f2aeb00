package org.ropewalk.examples.redis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ropewalk.examples.redis.store.Refused;
import org.ropewalk.line.Bytes;

/** Answers the commands that concern the server. */
interface ServerAnswers extends ServerCommands {
    /** The server. */
    RedisServer server();

    @Override
    default Map<String, String> configGet(List<Bytes> patterns) {
        return server().settings().matching(patterns);
    }

    @Override
    default void configSet(Map<String, String> settings) throws Refused {
        server().settings().change(settings);
    }

    @Override
    default void resetStatistics() {
        server().store().resetFigures();
    }

    @Override
    default List<Bytes> commands() {
        return List.of();
    }

    @Override
    default long commandCount() {
        return 0;
    }

    @Override
    default List<Bytes> commandInfo(List<Bytes> names) {
        return List.of();
    }

    @Override
    default Map<String, String> commandDocs(List<Bytes> names) {
        return new LinkedHashMap<>();
    }

    @Override
    default Bytes info(List<String> sections) {
        return server().info(sections);
    }

    @Override
    default long size() {
        return server().store().keys().size();
    }

    @Override
    default void flush(Optional<FlushMode> mode) {
        server().store().keys().clear();
    }

    @Override
    default List<String> time() {
        return server().time();
    }

    @Override
    default long lastSave() {
        return server().startSeconds();
    }
}
