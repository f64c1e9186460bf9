// An imitated service: it stores a cookie and says that it runs.
document.cookie = "demo_shortlist=1; Path=/; SameSite=Lax";
{
  const sign = document.getElementById("sign-preferences");
  if (sign) sign.textContent = "Shortlist: on";
}
