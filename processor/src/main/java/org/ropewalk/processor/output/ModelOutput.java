package org.ropewalk.processor.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.AdvertisedModel;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.Limit;
import org.ropewalk.processor.model.Limits;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.PushModel;
import org.ropewalk.processor.model.PushesModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.template.Template;

/**
 * The model as JSON: {@code docs/outputs.md} describes its members. It is written in every
 * compilation, so it has no lambdas, each of which would be a class to load.
 */
final class ModelOutput {
    /** The version of what the members mean. */
    private static final int SCHEMA = 1;

    private static final String DOCUMENTATION = "documentation";

    private final ProtocolModel protocol;
    private final StateNames states;
    private final Json json = new Json();
    private final ValueOutput values;

    ModelOutput(ProtocolModel protocol) {
        this.protocol = protocol;
        states = new StateNames(protocol);
        values = new ValueOutput(json, states);
    }

    String write() {
        json.number("schema", SCHEMA)
                .text("name", protocol.type().simpleName())
                .text("type", protocol.type().canonicalName())
                .given(DOCUMENTATION, Documentation.text(protocol.documentation()));
        wire();
        envelope();
        json.array("states");
        for (StateModel state : protocol.states()) {
            state(state);
        }
        json.endArray().array("commands");
        for (StatedCommand command : StatedCommand.of(protocol, states)) {
            command(command);
        }
        json.endArray();
        if (protocol.pushes().isPresent()) {
            pushes(protocol.pushes().get());
        }
        errors(protocol.errors());
        json.given("refusals", sources(protocol.errors().refusals()));
        limits(protocol.limits());
        return json.end();
    }

    private static List<String> sources(List<Template> lines) {
        List<String> sources = new ArrayList<>(lines.size());
        for (Template line : lines) {
            sources.add(line.source());
        }
        return sources;
    }

    private void wire() {
        Wire wire = protocol.wire();
        json.object("wire")
                .texts("terminators", wire.terminators().commands())
                .texts("replyTerminators", wire.terminators().replies())
                .text("separator", TypeText.lower(wire.separator()))
                .text("charset", wire.charset())
                .flag("exact", wire.caseSensitive())
                .given("controls", wire.controls())
                .text("order", TypeText.lower(wire.order()))
                .text("carrier", TypeText.lower(wire.carrier()))
                .given("continued", wire.continued())
                .flag("fold", wire.fields().folds())
                .text("repeated", TypeText.lower(wire.fields().repeated()));
        if (wire.datagrams()) {
            json.flag("datagrams", true);
        }
        json.endObject();
    }

    private void envelope() {
        if (protocol.envelope().isPresent()) {
            json.text("commandEnvelope", protocol.envelope().get().command().source());
        }
        Wire.Checks checks = protocol.wire().checks();
        if (checks.command().isPresent()) {
            json.text("commandChecksum", checks.command().get().method());
        }
        if (checks.reply().isPresent()) {
            json.text("replyChecksum", checks.reply().get().method());
        }
    }

    private void state(StateModel state) {
        json.object()
                .text("name", states.of(state))
                .text("type", state.type().canonicalName())
                .flag("initial", state == protocol.initial())
                .flag("once", state.once());
        if (protocol.hasStates()) {
            json.given(DOCUMENTATION, Documentation.text(state.documentation()));
        }
        if (state.greeting().isPresent()) {
            json.object("greeting");
            named(state.greeting().get());
            json.endObject();
        }
        if (state.onError().isPresent()) {
            json.text("onError", states.of(state.onError().get().state()));
        }
        errors(state.errors());
        if (state.limits().isPresent()) {
            limits(state.limits().get());
        }
        List<Template> advertised = new ArrayList<>();
        for (AdvertisedModel each : state.advertised()) {
            advertised.addAll(each.lines());
        }
        json.given("advertised", sources(advertised)).endObject();
    }

    private void command(StatedCommand stated) {
        CommandModel command = stated.command();
        json.object();
        named(command);
        json.texts("states", stated.states()).texts("lines", sources(command.templates()));
        json.array("parameters");
        for (ParameterModel parameter : command.parameters()) {
            parameter(parameter, command.documentation());
        }
        json.endArray();
        json.flag("startsTls", command.startsTls())
                .flag("secret", command.secret())
                .flag("last", command.last())
                .given("interrupts", command.interrupts())
                .flag("neverReplies", command.neverReplies());
        if (command.silentWhen().isPresent()) {
            json.text("silentWhen", command.silentWhen().get());
        }
        if (command.noReply().isPresent()) {
            json.text("silentWhen", command.noReply().get().name());
        }
        attempts(command);
        errors(command.errors());
        if (command.limits().isPresent()) {
            limits(command.limits().get());
        }
        json.endObject();
    }

    private void attempts(CommandModel command) {
        if (command.attempts().isPresent()) {
            CommandModel.AttemptsModel attempts = command.attempts().get();
            json.object("attempts")
                    .number("most", attempts.most())
                    .number("delaySeconds", attempts.delaySeconds())
                    .endObject();
        }
        if (command.junk().isPresent()) {
            json.number("junk", command.junk().getAsInt());
        }
    }

    /** What a greeting has as well. */
    private void named(CommandModel command) {
        json.text("method", command.method())
                .given(DOCUMENTATION, Documentation.text(command.documentation()))
                .flag("deprecated", command.deprecated())
                .array("replies");
        for (Outcome outcome : Outcome.of(command)) {
            outcome(outcome);
        }
        json.endArray();
    }

    private void parameter(ParameterModel parameter, String comment) {
        json.object();
        values.named(parameter);
        json.given(DOCUMENTATION, Documentation.parameter(comment, parameter.name()));
        json.endObject();
    }

    private void outcome(Outcome outcome) {
        json.object().text("when", outcome.when()).flag("failure", outcome.failure());
        reply(outcome.reply());
        if (!outcome.items().isEmpty()) {
            json.array("items");
            for (Outcome item : outcome.items()) {
                outcome(item);
            }
            json.endArray();
        }
        if (!outcome.values().isEmpty()) {
            json.array("values");
            for (ParameterModel value : outcome.values()) {
                json.object();
                values.named(value);
                json.endObject();
            }
            json.endArray();
        }
        if (outcome.next().isPresent()) {
            json.text("next", states.of(outcome.next().get()));
        }
        json.endObject();
    }

    private void reply(ReplyModel reply) {
        json.given("lines", sources(reply.values()));
        json.given("between", sources(reply.between()));
        source("end", reply.end());
        json.given("endSpellings", sources(reply.endSpellings()));
        if (reply.per().isPresent()) {
            json.text("per", reply.per().get());
        }
        json.flag("bare", reply.bare()).flag("close", reply.close());
    }

    private void source(String name, Optional<Template> line) {
        if (line.isPresent()) {
            json.text(name, line.get().source());
        }
    }

    private void pushes(PushesModel pushes) {
        boolean several = pushes.types().size() > 1;
        json.object("pushes");
        if (!several) {
            json.text("type", pushes.types().get(0).canonicalName());
        }
        json.text("slow", pushes.drops() ? "drop" : "close").array("messages");
        for (PushModel push : pushes.methods()) {
            json.object()
                    .text("method", push.method())
                    .given("type", several ? push.type().canonicalName() : "")
                    .given(DOCUMENTATION, Documentation.text(push.documentation()));
            source("each", push.reply().each());
            reply(push.reply());
            json.array("parameters");
            for (ParameterModel parameter : push.parameters()) {
                parameter(parameter, push.documentation());
            }
            json.endArray().endObject();
        }
        json.endArray().endObject();
    }

    private void errors(ErrorReplies errors) {
        if (errors.isEmpty()) {
            return;
        }
        json.object("errors");
        for (ErrorKind kind : ErrorKind.values()) {
            Optional<ErrorReplies.ErrorReply> error = errors.declared(kind);
            if (error.isPresent()) {
                json.object(kind.member()).flag("silent", error.get().silent());
                if (error.get().silent()) {
                    json.flag("close", error.get().reply().close());
                } else {
                    reply(error.get().reply());
                }
                json.endObject();
            }
        }
        json.endObject();
    }

    private void limits(Limits limits) {
        json.object("limits");
        for (Limit limit : Limit.values()) {
            json.number(limit.member(), limits.of(limit));
        }
        json.endObject();
    }
}
