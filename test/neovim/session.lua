-- What the scenarios of neovim.test.ts share: waiting for what the server tells, choosing a fix, handing over what was seen.
local session = { seen = {} }
local patience = 60000

function session.wait_for(what, predicate)
  if not vim.wait(patience, predicate, 20) then error('Waited in vain for ' .. what .. '.') end
end

function session.diagnostics()
  return vim.tbl_map(function(each)
    return {
      line = each.lnum + 1,
      column = each.col + 1,
      severity = vim.diagnostic.severity[each.severity],
      source = each.source,
      message = each.message,
    }
  end, vim.diagnostic.get(0))
end

function session.shows(count)
  session.wait_for(count .. ' diagnostics', function() return #vim.diagnostic.get(0) == count end)
  return session.diagnostics()
end

-- Goes to the next finding, presses the key of the documented configuration, and takes the fix whose title starts with this.
function session.choose(title)
  local chosen
  session.offered = {}
  vim.ui.select = function(items, options, take)
    for _, item in ipairs(items) do
      local shown = options.format_item(item)
      table.insert(session.offered, shown)
      if chosen == nil and vim.startswith(shown, title) then chosen = item end
    end
    take(chosen)
  end
  local before = vim.b.changedtick
  vim.diagnostic.goto_next({ float = false })
  vim.api.nvim_feedkeys('\\a', 'mx', false)
  session.wait_for('the list of fixes', function() return #session.offered > 0 end)
  if chosen == nil then error('Nothing offered starts with ' .. title .. ': ' .. table.concat(session.offered, ', ')) end
  session.wait_for('the edit', function() return vim.b.changedtick ~= before end)
end

function session.run(scenario)
  local ok, problem = xpcall(scenario, debug.traceback, session.seen)
  if not ok then session.seen.problem = problem end
  vim.fn.writefile({ vim.json.encode(session.seen) }, vim.env.TEMPER_SEEN)
  vim.cmd('qall!')
end

return session
