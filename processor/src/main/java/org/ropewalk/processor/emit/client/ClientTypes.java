package org.ropewalk.processor.emit.client;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.model.StateModel;
import org.ropewalk.processor.model.ValueType;

/** The types of a generated client: for each state its commands, and the view that waits. */
final class ClientTypes {
    private final Constants constants;
    private final ProtocolModel protocol;
    private final ClassName client;

    ClientTypes(ProtocolModel protocol, Constants constants) {
        this.constants = constants;
        this.protocol = protocol;
        this.client = protocol.generated("Client");
    }

    /** The commands of a state. */
    ClassName stub(ClassName state) {
        return protocol.hasStates() ? client.nestedClass(state.simpleName()) : client;
    }

    /**
     * The commands of a state, as a view names them: it inherits the names of the declared states.
     * As one simple name, it is never shortened, not even in the unnamed package.
     */
    ClassName qualified(ClassName state) {
        return protocol.hasStates()
                ? ClassName.get("", client.simpleName() + "." + state.simpleName())
                : client;
    }

    /** Their view that waits. */
    ClassName view(ClassName state) {
        return client.nestedClass(
                protocol.hasStates() ? state.simpleName() + "View" : "BlockingView");
    }

    /** The type of a result that a call completes with. */
    TypeName result(Answer answer) {
        Optional<ClassName> next = answer.shape().entered();
        if (next.isPresent()) {
            return answer.shape() instanceof Answer.Maybe
                    ? ParameterizedTypeName.get(ClassName.get(Optional.class), stub(next.get()))
                    : stub(next.get());
        }
        return OwnedTypes.result(answer);
    }

    /** Says which prompt a state has that is entered or begun; nothing if it has none. */
    CodeBlock prompting(ClassName state) {
        return protocol.state(state)
                .prompt()
                .map(protocol::shown)
                .map(text -> CodeBlock.of(".prompting($L)", constants.text(text)))
                .orElse(CodeBlock.of(""));
    }

    /** The commands of the state that a reply leads to. */
    CodeBlock enter(ClassName state) {
        StateModel entered = protocol.state(state);
        boolean keeps =
                entered.commands().stream()
                        .anyMatch(command -> counted().contains(command.method()));
        return CodeBlock.of(
                "reply$L.$L($T::new)",
                prompting(state),
                entered.once() ? "enterOnce" : keeps ? "enterKeeping" : "enter",
                stub(state));
    }

    /** The commands whose successes are counted, for those that have an item for each. */
    Set<String> counted() {
        Set<String> counted = new HashSet<>();
        for (StateModel state : protocol.states()) {
            for (CommandModel command : state.commands()) {
                Answer.Shape shape = command.answer().shape();
                if (shape instanceof Answer.Listing listing) {
                    listing.reply().per().ifPresent(counted::add);
                } else if (shape instanceof Answer.Items items) {
                    items.reply().per().ifPresent(counted::add);
                }
            }
        }
        return counted;
    }

    /** Their view, as records and exceptions hold it. */
    CodeBlock enterView(ClassName state) {
        return CodeBlock.of("new $T($L)", view(state), enter(state));
    }

    /** What a record or an exception is made of. */
    CodeBlock arguments(List<ParameterModel> components) {
        List<ParameterModel> payloads =
                components.stream().filter(each -> each.role() == Role.PAYLOAD).toList();
        return components.stream()
                .map(
                        component -> {
                            if (component.value() instanceof ValueType.StateRef state) {
                                return enterView(state.javaType());
                            }
                            return component.role() == Role.PAYLOAD
                                    ? LineReading.payload(payloads, component, "reply")
                                    : CodeBlock.of("$L", Javadoc.local(component.name()));
                        })
                .collect(CodeBlock.joining(", "));
    }
}
