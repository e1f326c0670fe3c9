-- function_urls: who may send requests to a function URL.
--
--   for url in filter(f.FunctionUrlConfigs, function_urls.is_open) do fail(url, "AuthType", …) end
-- Source: the Lambda API model (FunctionUrlAuthType).
local function_urls = {}

-- True if Lambda authenticates nobody. A type that is not documented is unknown.
function function_urls.is_open(url)
  local auth = url.AuthType
  if auth ~= "NONE" and auth ~= "AWS_IAM" then
    undecided(ambiguous(url, "AuthType", "the authentication type {type} is not documented", { type = auth }))
  end
  return auth == "NONE"
end

return function_urls
