// An imitated service: it stores a cookie and says that it runs.
document.cookie = "_adreach=1; Path=/; SameSite=Lax";
{
  const sign = document.getElementById("sign-marketing");
  if (sign) sign.textContent = "Advertising: on";
}
