local session = dofile(vim.env.TEMPER_SESSION)

local function type_keys(keys)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(keys, true, false, true), 'mx', false)
end

session.run(function(seen)
  session.wait_for('the server', function() return #vim.lsp.get_active_clients() == 1 end)
  vim.fn.search('await')
  type_keys('osend(order);<Esc>')
  seen.found = session.shows(1)
  -- A second file in the same project needs no second server.
  vim.cmd('write | edit src/second.ts')
  seen.second = session.shows(1)
  seen.servers = #vim.lsp.get_active_clients()
  vim.cmd('bprevious')
  type_keys('u')
  seen.left = session.shows(0)
end)
