
-- What follows is the same for every protocol. It works with Lua 5.2 to 5.4, Wireshark 3.6 or newer.

local protocol = Proto(data.filter, data.title)
local prefix = data.filter .. "."

local F = {
    request = ProtoField.string(prefix .. "request", "Request"),
    reply = ProtoField.string(prefix .. "reply", "Reply"),
    push = ProtoField.string(prefix .. "push", "Push message"),
    command = ProtoField.string(prefix .. "command", "Command"),
    outcome = ProtoField.string(prefix .. "outcome", "Outcome"),
    error = ProtoField.string(prefix .. "error", "Error"),
    state = ProtoField.string(prefix .. "state", "State"),
    payload = ProtoField.bytes(prefix .. "payload", "Payload"),
    payload_length = ProtoField.uint32(prefix .. "payload_length", "Payload length"),
    request_in = ProtoField.framenum(prefix .. "request_in", "Request in", base.NONE, frametype.REQUEST),
    reply_in = ProtoField.framenum(prefix .. "reply_in", "Reply in", base.NONE, frametype.RESPONSE),
    time = ProtoField.relative_time(prefix .. "time", "Response time"),
}
local constructors = {i = ProtoField.int64, u = ProtoField.uint64, d = ProtoField.double, s = ProtoField.string}
local values = {}
for _, field in ipairs(data.fields) do
    values[field[1]] = {constructors[field[2]](prefix .. "value." .. field[1]:gsub("[^%w_.]", "_"), field[1]), field[2]}
end
local all = {}
for _, field in pairs(F) do all[#all + 1] = field end
for _, field in ipairs(data.fields) do all[#all + 1] = values[field[1]][1] end
protocol.fields = all

local X = {
    unknown = ProtoExpert.new(prefix .. "unknown", "Unknown command", expert.group.UNDECODED, expert.severity.WARN),
    malformed = ProtoExpert.new(prefix .. "malformed", "A command of another form", expert.group.MALFORMED, expert.severity.WARN),
    misplaced = ProtoExpert.new(prefix .. "misplaced", "A command of another state", expert.group.SEQUENCE, expert.severity.WARN),
    unexpected = ProtoExpert.new(prefix .. "unexpected", "A reply that the protocol does not have", expert.group.UNDECODED, expert.severity.WARN),
    refused = ProtoExpert.new(prefix .. "refused", "The server found something wrong", expert.group.RESPONSE_CODE, expert.severity.NOTE),
}
protocol.experts = {X.unknown, X.malformed, X.misplaced, X.unexpected, X.refused}

protocol.prefs.ports = Pref.range("TCP ports", "", "The ports of servers", 65535)
protocol.prefs.heuristic = Pref.bool("Try on all ports", false, "Whether a conversation on another port is taken that begins with a command")

-- Lines are matched node by node; k is what follows. A capture is {name, from, to, outer}.

local seq

local function same(a, b)
    return a == b or not data.exact and a:lower() == b:lower()
end

local function capture(caps, name, from, to)
    return {name, from, to, caps}
end

local function fits(kind, text)
    if kind == nil then return true end
    if kind == "i" or kind == "u" then return text:find("^[-+]?%d+$") ~= nil end
    if kind == "d" then return tonumber(text) ~= nil end
    if kind == "c" then return #text <= 4 and not text:find("^[%z\1-\127][%z\1-\127]") end
    for _, word in ipairs(kind) do
        if same(word, text) then return true end
    end
    return false
end

local blank = data.separator == "blanks" and "[ \t]" or " "
local gap = data.separator == "one_space" and "^ " or "^" .. blank .. "+"

local match = {
    l = function(node, s, at, caps, k, next_node)
        local text = node[2]
        local to = at + #text
        if same(s:sub(at, to - 1), text) then return k(to, caps) end
        local last = next_node and (next_node[1] == "r" or next_node[1] == "m" or next_node[1] == "X")
        if data.trailing and text == ":" and last and not s:find(" ", at, true) then return k(at, caps) end
    end,
    s = function(node, s, at, caps, k, next_node)
        local _, to = s:find(gap, at)
        if to then return k(to + 1, caps) end
        if at > #s and next_node and (next_node[1] == "c" or next_node[1] == "X") then return k(at, caps) end
    end,
    b = function(node, s, at, caps, k)
        local _, to = s:find("^" .. blank .. "*", at)
        return k(to + 1, caps)
    end,
    w = function(node, s, at, caps, k, next_node)
        if data.trailing and not next_node and s:sub(at, at) == ":" and at > 1 then
            return k(#s + 1, capture(caps, node[2], at + 1, #s))
        end
        local _, to = s:find("^[^" .. (data.separator == "blanks" and " \t" or " ") .. "]+", at)
        if not to then return nil end
        local shortest = (next_node == nil or next_node[1] == "s") and to or at
        for ending = to, shortest, -1 do
            if fits(node[3], s:sub(at, ending)) then
                local found = k(ending + 1, capture(caps, node[2], at, ending))
                if found then return found end
            end
        end
    end,
    f = function(node, s, at, caps, k)
        local to = at + node[3] - 1
        if to <= #s then return k(to + 1, capture(caps, node[2], at, to)) end
    end,
    r = function(node, s, at, caps, k, next_node)
        if not next_node then return k(#s + 1, capture(caps, node[2], at, #s)) end
        for ending = at - 1, #s do
            local found = k(ending + 1, capture(caps, node[2], at, ending))
            if found then return found end
        end
    end,
    m = function(node, s, at, caps, k, next_node)
        if at > #s then return nil end
        local ending = #s
        while ending >= at do
            local found = k(ending + 1, capture(caps, node[2], at, ending))
            if found or not next_node then return found end
            ending = ending - 1
        end
    end,
    n = function(node, s, at, caps, k)
        return k(#s + 1, capture(caps, node[2], at, #s))
    end,
    g = function(node, s, at, caps, k)
        local inner = seq(node[2], 1, s, at, caps, function(to, inside)
            return k(to, node[3] and capture(inside, node[3], at, to - 1) or inside)
        end)
        return inner or k(at, caps)
    end,
}
match.X = match.r
match.L = function(node, s, at, caps, k)
    local _, to = s:find("^%d+", at)
    if to then return k(to + 1, capture(caps, node[2], at, to)) end
end

local strict = false
match.c = function(node, s, at, caps, k)
    if strict then return seq(node[2], 1, s, at, caps, k) end
    return k(#s + 1, caps)
end

seq = function(nodes, i, s, at, caps, k)
    local node = nodes[i]
    if not node then return k(at, caps) end
    return match[node[1]](node, s, at, caps, function(to, inside)
        return seq(nodes, i + 1, s, to, inside, k)
    end, nodes[i + 1])
end

local function whole(nodes, s, from)
    return seq(nodes, 1, s, from or 1, false, function(to, caps)
        if s:find("^" .. blank .. "*$", to) then return {caps = caps} end
    end)
end

-- Blocks: the value of one field, or the first line, is the head; fields stand in any order.

local function lines_of(s)
    local lines, at = {}, 1
    while at <= #s do
        local from, to = s:find("\r?\n", at)
        lines[#lines + 1] = {at, (from or #s + 1) - 1}
        at = (to or #s) + 1
    end
    return lines
end

local function field_of(s, line, mark)
    local at = s:find(mark, line[1], true)
    if not at or at > line[2] then return nil end
    local value = at + 1
    while s:sub(value, value) == " " do value = value + 1 end
    return s:sub(line[1], at - 1), value
end

local function block(template, s)
    local lines = lines_of(s)
    local head, from
    for i, line in ipairs(lines) do
        if template.verb == "" then
            head, from = i, line[1]
        else
            local name, value = field_of(s, line, template.verb:match("[:=]"))
            if name and same(name, template.verb:match("^[^:=]*")) then head, from = i, value end
        end
        if head then break end
    end
    if not head then return nil end
    local found = whole(template.head, s:sub(1, lines[head][2]), from)
    if not found then return nil end
    for i, line in ipairs(lines) do
        for _, field in ipairs(i ~= head and template.fields or {}) do
            local name, value = field_of(s, line, field[2])
            if name and same(name, field[1]) then
                local inner = whole(field[3], s:sub(1, line[2]), value)
                local caps = inner and inner.caps
                while caps do
                    found.caps = capture(found.caps, caps[1], caps[2], caps[3])
                    caps = caps[4]
                end
            end
        end
    end
    return found
end

local function fit(template, s)
    if template.head then return block(template, s) end
    return whole(template, s)
end

local function captured(found, s)
    local by_name = {}
    local caps = found.caps
    while caps do
        by_name[caps[1]] = s:sub(caps[2], caps[3])
        caps = caps[4]
    end
    return by_name
end

-- A unit of the stream: a line without its end, or a block without its empty line.

local function line_end(text, at, ends)
    local from, to
    for _, ending in ipairs(ends) do
        local f, t = text:find(ending, at, true)
        if f and (not from or f < from or f == from and t > to) then from, to = f, t end
    end
    return from, to
end

local function unit(text, at, ends, blocks)
    if not blocks then
        local from, to = line_end(text, at, ends)
        if from then return text:sub(at, from - 1), to + 1 end
        return nil
    end
    local begin = at
    while true do
        local from, to = line_end(text, at, ends)
        if not from then return nil end
        if from == at and at > begin then
            return text:sub(begin, at - 1):gsub("\r?\n$", ""), to + 1
        end
        at = to + 1
        if from == begin then begin = at end
    end
end

local function unchecked(s, check)
    if not check then return s, 0 end
    local from = #check[1]
    local to = #s
    for i = #s, 1, -1 do
        if s:sub(i, i + #check[2] - 1) == check[2] then to = i - 1 break end
    end
    return s:sub(from + 1, to), from
end

-- Where a payload ends: the position behind it, how long it is, or nil and how many bytes are missing.

local function behind_trailer(text, at, spec, ends)
    if spec.trailer == "" then return at end
    for _, ending in ipairs(spec.trailer and {spec.trailer} or ends) do
        if text:sub(at, at + #ending - 1) == ending then return at + #ending end
    end
    return at
end

local function chunks(text, at, spec)
    while true do
        local length
        if spec.chunk == "uint32" then
            if #text < at + 3 then return nil end
            local a, b, c, d = text:byte(at, at + 3)
            length = ((a * 256 + b) * 256 + c) * 256 + d
            at = at + 4
        else
            local from, to = text:find("\r?\n", at)
            if not from then return nil end
            length = tonumber(text:sub(at, from - 1):match("^%x+") or "0", 16)
            at = to + 1
        end
        if length == 0 then return at end
        at = at + length
        if spec.chunk ~= "uint32" then
            local _, to = text:find("^\r?\n", at)
            at = (to or at - 1) + 1
        end
        if at > #text then return nil end
    end
end

local function payload_end(text, at, spec, by_name, ends)
    if spec.framing == "counted" then
        local length
        for _, name in ipairs(spec.lengths) do
            if by_name[name] then length = (length or 0) + tonumber(by_name[name]) end
        end
        if not length then return at, 0 end
        local trailer = spec.trailer or ends[1]
        local missing = at + length + #trailer - 1 - #text
        if missing > 0 and not spec.trailer then
            missing = at + length + #ends[#ends] - 1 - #text
        end
        if missing > 0 then return nil, missing end
        return behind_trailer(text, at + length, spec, ends), length
    elseif spec.framing == "dotted" or spec.framing == "until" then
        local last = spec.framing == "dotted" and "." or spec.text
        local line = at
        while true do
            local from, to = line_end(text, line, {"\r\n", "\n"})
            if not from then return nil end
            if text:sub(line, from - 1) == last then return to + 1, line - at end
            line = to + 1
        end
    elseif spec.framing == "delimited" then
        local from, to = text:find(spec.text, at, true)
        if not from then return nil end
        return to + 1, from - at
    elseif spec.framing == "chunked" then
        local behind = chunks(text, at, spec)
        if not behind then return nil end
        return behind, behind - at
    end
    return #text + 1, #text - at + 1
end

-- Conversations: the state, the requests that are not answered, and the reply that has begun.

local conversations = {}
local results = {}
local stream_of = Field.new("tcp.stream")

function protocol.init()
    conversations = {}
    results = {}
end

local function in_ports(port)
    for from, to in tostring(protocol.prefs.ports):gmatch("(%d+)%-?(%d*)") do
        if port >= tonumber(from) and port <= tonumber(to ~= "" and to or from) then return true end
    end
    return false
end

local function enter(conversation, name)
    local state = data.states[name]
    if state.once and conversation.state then
        if not data.states[conversation.state].once then conversation.before = conversation.state end
    end
    conversation.state = name
end

local function conversation_of(pinfo)
    local stream = stream_of().value
    local conversation = conversations[stream]
    if not conversation then
        local server = math.min(pinfo.src_port, pinfo.dst_port)
        if in_ports(pinfo.dst_port) then server = pinfo.dst_port
        elseif in_ports(pinfo.src_port) then server = pinfo.src_port end
        conversation = {server = server, waiting = {}}
        enter(conversation, data.initial)
        conversations[stream] = conversation
        local greeting = data.states[data.initial].greeting
        if greeting then
            conversation.waiting[1] = {replies = greeting, reply = "maybe", greeting = true, state = data.initial}
        end
    end
    return conversation
end

local payload_errors = {payload = true, tooBig = true, memory = true}

local function finish(conversation, request, reply, kind)
    local state = data.states[request.state]
    local next_state = reply and reply.next
    if kind and state.error and (state.once or payload_errors[kind]) then next_state = state.error end
    if next_state then
        enter(conversation, next_state)
    elseif state.once and conversation.state == request.state and conversation.before then
        conversation.state = conversation.before
    end
    if request.tls and reply and not reply.failure then
        conversation.tls = true
        enter(conversation, data.initial)
    end
end

-- Requests.

local function find_command(conversation, s)
    local state = data.states[conversation.state]
    for _, index in ipairs(state.commands) do
        for _, line in ipairs(data.commands[index].lines) do
            local found = fit(line, s)
            if found then return data.commands[index], found end
        end
    end
    for _, command in ipairs(data.commands) do
        for _, line in ipairs(command.lines) do
            local found = fit(line, s)
            if found then return command, found, #conversation.waiting == 0 end
        end
    end
    return nil
end

local function begins_as_command(s)
    local first = s:match("^%S+") or ""
    for _, command in ipairs(data.commands) do
        if command.verb and same(command.verb, first) then return true end
    end
    return false
end

local function request_of(conversation, text, at, pinfo)
    local state = data.states[conversation.state]
    local result = {kind = "request", state = conversation.state, shift = 0}
    local command, found, s, behind
    if state.bare then
        command, found, s, behind = data.commands[state.bare], {caps = false}, "", at
    else
        s, behind = unit(text, at, data.command_ends, data.command_blocks)
        if not s then return nil end
        s, result.shift = unchecked(s, data.command_check)
        local misplaced
        command, found, misplaced = find_command(conversation, s)
        if misplaced then result.expert = X.misplaced end
    end
    local request = {frame = pinfo.number, time = pinfo.rel_ts, state = conversation.state, reply = "always", replies = {}}
    if command then
        local by_name = captured(found, s)
        result.caps, result.command = found.caps, command.name
        request.tag = data.tag and by_name[data.tag]
        request.replies, request.reply, request.tls = command.replies, command.reply, command.tls
        if command.silent and by_name[command.silent] then request.reply = "never" end
        if command.payload then
            local ending, length = payload_end(text, behind, command.payload, by_name, data.command_ends)
            if not ending then return nil, length end
            result.payload = {behind, length}
            behind = ending
        end
    elseif s == "" then
        request.reply = "maybe"
    else
        result.expert = begins_as_command(s) and X.malformed or X.unknown
    end
    result.text, result.length, result.request = s, behind - at, request
    if request.reply == "never" then
        finish(conversation, request, request.replies[1])
    else
        table.insert(conversation.waiting, request)
        if #conversation.waiting > 100 then table.remove(conversation.waiting, 1) end
    end
    return result
end

-- Replies.

local function item_of(reply, s)
    for _, item in ipairs(reply.items or {}) do
        local found = item.line and fit(item.line, s)
        if found then return item, found end
    end
    return nil
end

local function first_line(reply, s)
    if reply.line then
        local found = fit(reply.line, s)
        return found, reply
    end
    local found = reply.last and fit(reply.last, s)
    if found then return found, reply, true end
    local item, inside = item_of(reply, s)
    return inside, item
end

--- Those that may be answered now: up to the first that must be.
local function candidates(conversation)
    local some = {}
    for _, request in ipairs(conversation.waiting) do
        some[#some + 1] = request
        if request.reply == "always" and not data.tag then break end
    end
    if conversation.repeated then some[#some + 1] = conversation.repeated end
    return some
end

local function pushed_line(s)
    for _, push in ipairs(data.pushes) do
        local found, source, last = first_line(push, s)
        if found then return {found = found, push = push.name, reply = push, source = source, last = last} end
    end
    return nil
end

local function choose(conversation, s)
    local some = candidates(conversation)
    for _, exact in ipairs({true, false}) do
        strict = exact
        for _, request in ipairs(some) do
            for _, reply in ipairs(request.replies) do
                local found, source, last = first_line(reply, s)
                if found and data.tag and request.tag ~= captured(found, s)[data.tag] then found = nil end
                if found then return {found = found, request = request, reply = reply, source = source, last = last} end
            end
        end
        local pushed = not exact and pushed_line(s)
        if pushed then return pushed end
        for _, error in ipairs(data.errors) do
            local found = fit(error.line, s)
            if found then return {found = found, request = some[#some], error = error.kind, last = true} end
        end
        pushed = exact and pushed_line(s)
        if pushed then return pushed end
    end
    return nil
end

local function forget(conversation, request)
    local kept, seen = {}, false
    for _, each in ipairs(conversation.waiting) do
        if seen or data.tag and each ~= request then kept[#kept + 1] = each end
        seen = seen or each == request
    end
    if seen then conversation.waiting = kept end
end

local function is_marked(s)
    local mark = data.continued
    if not mark then return false, s end
    local code = s:match("^%w+")
    if code and s:sub(#code + 1, #code + #mark) == mark then
        return true, code .. string.rep(" ", #mark) .. s:sub(#code + #mark + 1)
    end
    return false, s
end

local function goes_on(reply, chosen, marked, by_name)
    if data.continued then return marked end
    if not reply or chosen.last or not reply.items and not reply.last then return false end
    if reply.size and by_name[reply.size] then return tonumber(by_name[reply.size]) > 0 end
    return reply.last ~= nil or not reply.size
end

local function go_on(conversation, s, marked)
    local open = conversation.open
    strict = false
    local last = open.reply.last and fit(open.reply.last, s)
    if last then return {found = last, last = true} end
    local item, found = item_of(open.reply, s)
    local left = open.left and open.left - 1
    local ends = data.continued and not marked or left == 0
    return {found = found or {caps = false}, source = item, last = ends, left = left}
end

local function reply_of(conversation, text, at, pinfo)
    local result = {kind = "reply", state = conversation.state}
    if conversation.tail then
        result.text, result.length, result.payload = "", #text - at + 1, {at, #text - at + 1}
        return result
    end
    local first = conversation.waiting[1]
    local line_first = data.line_first and first ~= nil and first.greeting
    local s, behind = unit(text, at, data.reply_ends, data.reply_blocks and not line_first)
    if not s then return nil end
    s, result.shift = unchecked(s, data.reply_check)
    local marked
    marked, s = is_marked(s)
    local open = conversation.open
    local chosen = open and go_on(conversation, s, marked) or choose(conversation, s)
    result.text = s
    if not chosen then
        result.length, result.expert = behind - at, X.unexpected
        if #conversation.waiting > 0 then
            result.request = table.remove(conversation.waiting, 1)
            finish(conversation, result.request)
        end
        return result
    end
    local by_name = captured(chosen.found, s)
    local spec = chosen.source and chosen.source.payload
    if spec then
        local ending, length = payload_end(text, behind, spec, by_name, data.reply_ends)
        if not ending then return nil, length end
        result.payload = {behind, length}
        behind = ending
        if spec.framing == "until_close" then conversation.tail = true end
    end
    result.caps, result.length = chosen.found.caps, behind - at
    local request = open and open.request or chosen.request
    local reply = open and open.reply or chosen.reply
    result.push = open and open.push or chosen.push
    result.request, result.error = request, chosen.error
    result.outcome = reply and not result.push and reply.when or nil
    if chosen.error then result.expert = X.refused end
    if not open then
        if request then forget(conversation, request) end
        if request and reply and reply.per then conversation.repeated = request end
        if request and request ~= conversation.repeated then conversation.repeated = nil end
        if goes_on(reply, chosen, marked, by_name) then
            local size = reply and reply.size and tonumber(by_name[reply.size] or "")
            conversation.open = {request = request, reply = reply or {}, push = chosen.push, left = size}
            return result
        end
    elseif not chosen.last then
        open.left = chosen.left
        return result
    end
    conversation.open = nil
    if result.push then
        if reply.next then enter(conversation, reply.next) end
    elseif request then
        finish(conversation, request, reply, chosen.error)
    end
    return result
end

-- The tree.

local function add_value(tree, tvb, name, range, text)
    local field = values[name]
    if not field then return end
    if field[2] == "s" then
        tree:add(field[1], range)
    elseif field[2] == "d" then
        if tonumber(text) then tree:add(field[1], range, tonumber(text)) end
    elseif text:find("^[-+]?%d+$") and #text <= 19 then
        local number = (field[2] == "i" and Int64 or UInt64)(0)
        for digit in text:gmatch("%d") do number = number * 10 + tonumber(digit) end
        if text:sub(1, 1) == "-" then number = -number end
        tree:add(field[1], range, number)
    else
        tree:add(field[1], range):append_text(" (" .. text .. ")")
    end
end

local function add_values(tree, tvb, offset, result)
    local list = {}
    local caps = result.caps
    while caps do
        table.insert(list, 1, caps)
        caps = caps[4]
    end
    for _, each in ipairs(list) do
        local from, length = offset + result.shift + each[2] - 1, each[3] - each[2] + 1
        if length > 0 and from + length <= tvb:len() then
            add_value(tree, tvb, each[1], tvb(from, length), result.text:sub(each[2], each[3]))
        end
    end
end

local function draw(tvb, pinfo, tree, offset, result)
    local shown = result.text:gsub("[%z\1-\31].*", "")
    local kind = result.push and "push" or result.kind
    local item = tree:add(protocol, tvb(offset, result.length))
    item:append_text(", " .. kind .. ": " .. (result.text == "" and "payload" or shown))
    local line = item:add(F[kind], tvb(offset, math.min(#result.text + (result.shift or 0), result.length)), shown)
    if result.expert then line:add_proto_expert_info(result.expert) end
    if result.command then item:add(F.command, result.command):set_generated() end
    if result.push then item:add(F.outcome, result.push):set_generated() end
    item:add(F.state, result.state):set_generated()
    if result.outcome then item:add(F.outcome, result.outcome):set_generated() end
    if result.error then item:add(F.error, result.error):set_generated() end
    add_values(item, tvb, offset, result)
    if result.payload then
        item:add(F.payload_length, result.payload[2]):set_generated()
        if result.payload[2] > 0 then item:add(F.payload, tvb(result.payload[1] - 1, result.payload[2])) end
    end
    local request = result.request
    if result.kind == "request" and request.replied then
        item:add(F.reply_in, request.replied):set_generated()
    elseif result.kind == "reply" and request and request.frame then
        item:add(F.request_in, request.frame):set_generated()
        local elapsed = result.time - request.time
        local seconds = math.floor(elapsed)
        item:add(F.time, NSTime.new(seconds, math.floor((elapsed - seconds) * 1e9 + 0.5))):set_generated()
    end
    pinfo.cols.info:append((result.kind == "request" and "C: " or "S: ") .. shown .. "  ")
end

local info_of = -1

function protocol.dissector(tvb, pinfo, tree)
    local conversation = conversation_of(pinfo)
    if conversation.tls_frame and pinfo.number > conversation.tls_frame then
        return Dissector.get("tls"):call(tvb, pinfo, tree)
    end
    local from_server = pinfo.src_port == conversation.server
    local text = tvb:raw()
    pinfo.cols.protocol = data.title
    if info_of ~= pinfo.number then
        pinfo.cols.info = ""
        info_of = pinfo.number
    end
    local offset = 0
    while offset < #text do
        local key = pinfo.number .. ":" .. offset .. ":" .. #text .. ":" .. pinfo.src_port
        local result, missing = results[key], nil
        if not result then
            local read = from_server and reply_of or request_of
            result, missing = read(conversation, text, offset + 1, pinfo)
            if not result then
                pinfo.desegment_offset = offset
                pinfo.desegment_len = missing or DESEGMENT_ONE_MORE_SEGMENT
                return #text
            end
            result.shift, result.time = result.shift or 0, pinfo.rel_ts
            if from_server and result.request and not result.request.replied then
                result.request.replied = pinfo.number
            end
            if conversation.tls and not conversation.tls_frame then conversation.tls_frame = pinfo.number end
            results[key] = result
        end
        draw(tvb, pinfo, tree, offset, result)
        offset = offset + result.length
        if result.length == 0 then break end
    end
    return #text
end

-- Which conversations: those on the ports of the preference, or those that begin with a command.

local tcp = DissectorTable.get("tcp.port")
local added = ""
tcp:add_for_decode_as(protocol)

function protocol.prefs_changed()
    if added ~= "" then tcp:remove(added, protocol) end
    added = tostring(protocol.prefs.ports)
    if added ~= "" then tcp:add(added, protocol) end
end

protocol:register_heuristic("tcp", function(tvb, pinfo, tree)
    if not protocol.prefs.heuristic then return false end
    local s = unit(tvb:raw(), 1, data.command_ends, data.command_blocks)
    if not s or not begins_as_command(s) then return false end
    protocol.dissector(tvb, pinfo, tree)
    pinfo.conversation = protocol
    return true
end)
